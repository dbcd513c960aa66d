"""Words that may be of what was just shown: how it stands, 没人管 or *broken again*, or a wish that it be mended."""

import re
from typing import Final

from domain.language.folding import fold
from domain.language.spelling import normalise

_DOING: Final = "修|弄|处理|解决|换|清|收|管|理|补|装|好|完|来|去|接|看|问|扫|搬|拖|通|改"
_BAD: Final = "坏|破|堵|漏|塌|掉|倒|冒|满|裂|松|脏|臭|不"
_TIMES: Final = r"(?:几|两|三|四|五|六|七|八|九|十|百|多|无数|n|\d)+(?:次|遍|回)"
_NOBODY: Final = "nobody|no one|none|they never"
_DONE: Final = (
    "fix|fixed|repair|repaired|done|come|came|comes|show|showed|care|cares|cared|clean|cleaned|collect|collected|"
    "respond|responded|look|looked|working|resolved|replaced|changed"
)
_STANDS: Final = re.compile(
    rf"没(?:有)?人(?:{_DOING})"
    rf"|(?:没|没有|未|不)(?:{_DOING})"
    r"|(?:修|补|换|弄|清|装|通|处理)[了好完过]*.{0,4}又"
    rf"|又(?:{_BAD})"
    rf"|(?:报|报修|上报|说|反映|打|催|修)[过了]+.{{0,2}}{_TIMES}"
    rf"|\b(?:{_NOBODY})\b.{{0,20}}\b(?:{_DONE})\b"
    rf"|\b(?:not|never)\b.{{0,16}}\b(?:{_DONE})\b"
    r"|\b(?:broke|broken|leaking|blocked|out)\b.{0,12}\bagain\b"
    r"|\breported\b.{0,20}\b(?:times|twice)\b"
)
_ASKS: Final = re.compile(
    r"[?？]|吗|么|嘛|什么|怎么|为何|多久|哪|谁|(.)[没不]\1|有没|"
    r"^(?:when|what|where|why|who|how|is|are|was|did|do|does|has|have|will|would|can|could|any|anyone)\b(?! not)"
)
_TO_US: Final = re.compile(
    r"你|客服|人工|投诉|举报|告状|曝光|抖音|差评|\b(?:you|your|complain|complaint|manager|supervisor)\b"
)
_OF_OTHERS: Final = re.compile(
    r"上次|上回|上周|上个|之前|以前|昨天|前天|我报的|那件|那个|另一|等了|关单|结案|说修好|显示|打电话|发消息"
    r"|\b(?:last|my report|my ticket|other one|earlier|previous|waited|waiting|closed|said)\b"
)


_WISHES: Final = re.compile(
    r"(?:请|快|赶紧|尽快|抓紧|尽早|早点|麻烦|能|可以|可不可以).{0,3}(?:修|处理|弄|清|换|补|管|解决|收|派人|来人)"
    r"|^(?:can|could|please|fix|repair)\b.*\b(?:fix|fixed|repair|repaired|clean|cleaned|cleared|asap|please|quickly)\b"
)
_ASKS_HOW_FAR: Final = re.compile(
    r"请问|告知|进度|进展|结果|什么时候|多久|几|怎么|如何|为什么|才能|到哪|完|没|好[吗不了]|今天|明天|了吗?$|\b(?:when|yet|update|status|how)\b"
)


def is_remark(text: str) -> bool:
    """Return whether words may be of what their rider has just shown.

    They say how it stands, and neither ask anything nor speak to us, or they wish that it be mended, in whatever form;
    of another report they are neither.
    """
    read = fold(normalise(text))
    if _OF_OTHERS.search(read):
        return False
    stands = _STANDS.search(read) and not _ASKS.search(read) and not _TO_US.search(read)
    return bool(stands or (_WISHES.search(read) and not _ASKS_HOW_FAR.search(read)))
