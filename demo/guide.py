"""The four steps through which the page leads a visitor; the bot's own keys show which are done."""

from typing import Final

from domain.tickets.lifecycle import Action
from playground.guide import Part, Sign, Step
from texts.base.callbacks import ON_DRAFTS, Verb

_AGREE: Final = f"^{Verb.AGREE}:"
_DRAFT: Final = f"^(?:{'|'.join(sorted(ON_DRAFTS))}):([0-9a-z]+):"
_ACCEPT: Final = f"^{Verb.ACT}:([0-9a-z]+):{Action.ACCEPT}(?::|$)"
_RESOLVE: Final = f"^{Verb.ACT}:([0-9a-z]+):{Action.RESOLVE}(?::|$)"
_FIXED: Final = f"^{Verb.ANSWER}:([0-9a-z]+):{Action.FIXED}(?::|$)"

_BEGIN = Part(
    "rider", Sign("private", _AGREE, gone=True),
    "左边手机里点“开始”，再点“同意”", "On the phone, press Start, I agree",
    "点“开始”，再点“同意”", "Press Start, then I agree",
)  # fmt: skip
_SEND = Part(
    "rider", Sign("private", _DRAFT),
    "在左边手机里点一张照片，发送", "Tap a sample photo there, send it",
    "点一张示例照片，发送", "Tap a sample photo and send it",
)  # fmt: skip
_SUBMIT = Part(
    "rider", Sign("group", _ACCEPT),
    "在卡片上点“提交”", "Press Submit on the card",
    "在卡片上点“提交”", "Press Submit on the card",
)  # fmt: skip
_TAKE_ON = Part(
    "staff", Sign("group", _RESOLVE),
    "右边自动打开收到工单的群，点“受理”", "Its group opens on the right: press Accept (受理)",
    "到“社区”看收到工单的群，点“受理”", "See Staff, the group that got it: press Accept (受理)",
)  # fmt: skip
_RESOLVED = Part(
    "staff", Sign("private", _FIXED),
    "点“已解决”，发一张“修好”的照片", "Press Resolved (已解决), send a “Fixed” photo",
    "点“已解决”，发一张“修好”的照片", "Press Resolved (已解决), send a “Fixed” photo",
    tray=True,
)  # fmt: skip
_CONFIRM = Part(
    "rider", Sign("private", _FIXED, gone=True),
    "左边骑手点“修好了”", "On the phone, press Fixed",
    "回到“骑手”，点“修好了”", "Back at Rider, press Fixed",
)  # fmt: skip

STEPS: Final = (Step((_BEGIN, _SEND)), Step((_SUBMIT,)), Step((_TAKE_ON,)), Step((_RESOLVED, _CONFIRM)))
"""The words of the keys stand in the texts' catalogues; a test holds that they are the same there."""
