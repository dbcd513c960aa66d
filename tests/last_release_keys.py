"""What each key that the last release had shown must do when it is pressed today.

A key is named by its label without its sign. Beside it stands what the bot answers above the chat, or a part of it.
"""

from typing import Final, NamedTuple

from tests.last_release import chats

ASKED, SHOWN, QUIET = "请回复下面的提问", "已发在下面", ""
DOUBTED = "还没办结，先看下面的提问"
ACCEPTED, STARTED, RESUMED, REJECTED = "已受理", "已开始处置", "已继续处置", "已按不予受理办结"
MOVED_ON, ALREADY, STALE, GONE = "这一步不能再做", "已经办过了", "不是最新的", "已经提交、取消或过期"
REFUSALS: Final = (
    MOVED_ON, ALREADY, STALE, GONE, "还差", "来不及", "has moved on", "Already done", "submitted, cancelled",
    "已受理，不用再点", "已经退回重修了", "already been sent back",
)  # fmt: skip

Said = dict[str, str]
"""The label of a key and what is answered, in the order of pressing."""


class Shown(NamedTuple):
    """A message with keys: its name, where it stands, the data of each key by its label."""

    on: str
    chat: int
    message: int
    keys: dict[str, str]


def shown() -> list[Shown]:
    """Every message whose keys were recorded."""
    return [Shown(each["on"], each["chat"], each["message"], _plain(each["keys"])) for each in chats()["keys"]]


def _plain(keys: dict[str, str]) -> dict[str, str]:
    """A sign before the label, such as an arrow, is no part of its name."""
    return {label if label[0].isalnum() else label.partition(" ")[2]: data for label, data in keys.items()}


LOOKS: Final[Said] = {"定位": SHOWN, "照片 (2)": SHOWN, "照片 (4)": SHOWN}
STAFF: Final[Said] = {
    **LOOKS,
    "已解决": ASKED,
    "退回": QUIET,
    "挂账": ASKED,
    "重复件": ASKED,
    "不予受理": QUIET,
    "转派": QUIET,
    "改类别": QUIET,
    "受理": ACCEPTED,
    "开始处置": STARTED,
    "继续处置": RESUMED,
}
"""Keys of a ticket that stands where its card says: what asks first, what moves it last."""

MOVES: Final = {
    "ticket bounced triage": "accepted",
    "ticket outside triage": "accepted",
    "ticket gas gas": "accepted",
    "ticket to correct triage": "accepted",
    "ticket replied in triage triage": "resolved",
    "ticket closing": "reopened",
    "ticket routed": "accepted",
    "ticket accepted": "in_progress",
    "ticket in progress": "in_progress",
    "ticket on hold": "accepted",
    "ticket reopened": "in_progress",
    "ticket resolved": "reopened",
    "ticket rejected": "rejected",
    "ticket duplicate": "duplicate",
    "ticket withdrawn": "withdrawn",
    "ticket looked at": "accepted",
    "ticket to resolve": "in_progress",
    "ticket to witness": "accepted",
    "ticket lamp lighting": "accepted",
    "ticket stairs property-centre": "accepted",
}
"""Tickets that stand where their card says, and where they stand after all their keys, those of riders included."""

_REASONS = ("不属实", "不在职责范围", "看不清、说不明")
LATE: Final[dict[str, tuple[Said, str]]] = {
    "ticket held until now": ({"定位": SHOWN, "已解决": ASKED, "继续处置": ALREADY}, "in_progress"),
    "ticket to accept": (
        {**LOOKS, "退回": QUIET, "重复件": ASKED, "不予受理": QUIET, "受理": "已受理，不用再点"},
        "accepted",
    ),
    "ticket to start": (
        {
            **LOOKS,
            "已解决": ASKED,
            "挂账": ASKED,
            "退回": MOVED_ON,
            "不予受理": MOVED_ON,
            "重复件": MOVED_ON,
            "开始处置": ALREADY,
        },
        "in_progress",
    ),
    "ticket to resume": ({"定位": SHOWN, "已解决": ASKED, "继续处置": ALREADY}, "in_progress"),
    "ticket to repeat": (
        {"定位": SHOWN, "受理": MOVED_ON, "退回": MOVED_ON, "不予受理": MOVED_ON, "重复件": ALREADY},
        "duplicate",
    ),
    "ticket resolved by answer": (
        {
            "定位": SHOWN,
            "开始处置": MOVED_ON,
            "退回": MOVED_ON,
            "不予受理": MOVED_ON,
            "挂账": MOVED_ON,
            "重复件": MOVED_ON,
            "已解决": ALREADY,
        },
        "resolved",
    ),
    "ticket lost committee-west": (dict.fromkeys(("定位", "受理", "退回", "不予受理", "重复件"), STALE), "rejected"),
    "ticket to assign triage": (
        dict.fromkeys(("定位", "受理", "不予受理", "重复件", "转派", "改类别"), MOVED_ON),
        "routed",
    ),
    **{
        f"ticket {name}": (
            {"返回": QUIET, first: REJECTED} | dict.fromkeys(set(_REASONS) - {first}, MOVED_ON),
            "rejected",
        )
        for name, first in zip(("false", "not ours", "unclear"), _REASONS, strict=True)
    },
    "ticket kept": (
        {"看不清、说不明": REJECTED, "不属实": MOVED_ON, "不在职责范围": MOVED_ON, "返回": QUIET},
        "rejected",
    ),
}
"""Tickets that have moved on since their card was shown, or whose card offers a choice."""

CHOICES: Final = {
    "ticket assigning triage": ("排水管理", "已转派"),
    "ticket correcting triage": ("路灯不亮", "类别已改"),
}
"""Cards that offer a long list, and what is chosen of it: the ticket leaves triage by that."""

PROMPTS: Final[dict[str, tuple[str, Said]]] = {
    "prompt replied in triage": ("周科员", {"已解决": DOUBTED, "转给上报人": ALREADY, "内部备注": ALREADY}),
    "prompt asked reply": ("冯师傅", {"内部备注": "已记为内部备注", "转给上报人": ALREADY}),
    "prompt replied in the topic": ("周科员", {"转给上报人": "已转给上报人", "内部备注": ALREADY}),
}
"""Questions what a reply to the card is for, and whom they are put to."""

_OPEN: Final[Said] = {"类别": QUIET, "位置": QUIET, "说明": QUIET}
_CLOSED: Final[Said] = dict.fromkeys(("类别", "位置", "说明", "取消"), GONE)
_NOTED, _SENT_BACK = "谢谢，记下了", "已经退回重修了"
_UNCONFIRMED: Final[Said] = {"没修好": "谢谢，记下了", "修好了": _SENT_BACK}
"""What closed by itself was closed less than a month ago: a rider may still say that it is not fixed."""

_WITHDRAW: Final[Said] = {"撤回": "已撤回", "Withdraw": "Withdrawn"}
_MUTED: Final[Said] = {"不再发小结": "每周小结已关", "继续发小结": "每周小结已开", "Mute the digest": "digest is off"}
_AGREED: Final[Said] = {"同意": "谢谢，可以开始了"}
_PLACED, _JOINED, _DIFFERENT = "位置已确认", "谢谢，记下了", "好的，点“提交”就行"

TAKEN_BACK: Final = (
    "draft withdrawable",
    "draft asked bounce",
    "draft asked reply",
    "draft asked duplicate",
    "draft replied in the topic",
)
"""Receipts of reports that can still be withdrawn."""

RIDERS: Final[dict[str, Said]] = {
    "answer 周新": _AGREED,
    "answer 迟同": _AGREED,
    "answer 尤助": {"就报这个": QUIET},
    "answer Tom": {"中文": "好的", "English": "Done"},
    "answer 王小二": {"更早的 ▶️": QUIET, **_MUTED},
    "answer 赵静": _MUTED,
    "digest 王小二": _MUTED,
    "digest 钱证": _MUTED,
    "digest 何废": _MUTED,
    "digest Tom": _MUTED,
    "status resolved": {"修好了": _NOTED, "没修好": _NOTED},
    "status resolved too": {"Not fixed": "Thanks", "Fixed": "already been sent back"},
    "status unconfirmed": _UNCONFIRMED,
    "status closing": _UNCONFIRMED,
    "status to be fixed": {
        "修好了": ALREADY,
        "没修好": _NOTED,
        "Fixed": "already been sent back",
        "Not fixed": "Already done",
    },
    "status to be not fixed": {"没修好": ALREADY, "修好了": _SENT_BACK},
    **dict.fromkeys(TAKEN_BACK, _WITHDRAW),
    "draft to be withdrawn": {"撤回": ALREADY},
    "draft too old to withdraw": {"撤回": "来不及撤回"},
    "draft ready": {**_OPEN, "提交": "已提交", "取消": GONE},
    "draft lying": {**_OPEN, "提交": "已提交", "取消": GONE},
    "draft to cancel": {**_OPEN, "取消": "已取消", "提交": GONE},
    "draft noting": {"清空文字": "文字已清空", **_OPEN, "提交": "还差：类别", "取消": "已取消"},
    "draft two places": {
        "提交": "还差：选一个位置",
        "① 用你发的位置": _PLACED,
        "② 用照片里的位置": _PLACED,
        **_OPEN,
        "取消": "已取消",
    },
    "draft near": {**_OPEN, "是同一个": _JOINED, "不是": GONE, "取消": GONE},
    "draft near too": {**_OPEN, "不是": _DIFFERENT, "是同一个": STALE, "取消": "已取消"},
    "draft several near": {
        "是同一个：DC-2603-0064": _JOINED,
        "是同一个：DC-2603-0063": GONE,
        "是同一个：DC-2603-0065": GONE,
        "都不是": GONE,
        **_CLOSED,
    },
    "draft old place": {"提交": "还差：位置不是最近的", "就用这里": _PLACED, **_OPEN, "取消": "已取消"},
    "draft placing": {"提交": "还差：位置", **_OPEN, "取消": "已取消"},
    "draft choosing": {**_OPEN, "提交": "已提交", "取消": GONE},
    "draft to be submitted": {"提交": GONE, **_CLOSED},
    "draft joining": {"是同一个": GONE, "不是": GONE, **_CLOSED},
    "draft english": {
        "Category": QUIET,
        "Place": QUIET,
        "Note": QUIET,
        "Submit": "Submitted",
        "Cancel": "submitted, cancelled",
    },
}
"""The keys of riders."""

LAST: Final = ("draft spot one", "draft spot two", "draft spot three")
"""Keys that take back what other keys name, pressed behind them."""


def to_press(each: Shown) -> list[tuple[str, str]]:
    """The keys of a message in the order in which they are pressed, as data and what is answered.

    Raises KeyError for a key of which no table tells.
    """
    said = _said(each)
    unknown = each.keys.keys() - said.keys()
    if unknown:
        raise KeyError(each.on, unknown)
    return [(each.keys[label], answer) for label, answer in said.items() if label in each.keys]


def _said(each: Shown) -> Said:
    if each.on in MOVES:
        return STAFF
    if each.on in LATE:
        return LATE[each.on][0]
    if each.on in PROMPTS:
        return PROMPTS[each.on][1]
    if each.on in LAST:
        return _WITHDRAW
    if each.on in CHOICES:
        chosen, answer = CHOICES[each.on]
        return {"返回": QUIET, chosen: answer} | dict.fromkeys(each.keys.keys() - {"返回", chosen}, MOVED_ON)
    categories = dict.fromkeys(each.keys, "类别已选好") if each.on == "draft choosing" else {}
    return {
        **{label: answer for label, answer in categories.items() if label not in RIDERS[each.on]},
        **RIDERS[each.on],
    }
