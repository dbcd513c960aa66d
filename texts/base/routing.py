"""Why a report came to its queue, in words."""

from collections.abc import Mapping

from domain.district.routing import Reason, ReasonKind, Rule

_REASONS: Mapping[str, Mapping[ReasonKind, str]] = {
    "zh": {
        ReasonKind.RULE: "第 {number} 条规则（{conditions}）",
        ReasonKind.URGENT_RULE: "第 {number} 条规则（{conditions}；紧急，不论钟点）",
        ReasonKind.OWN_QUEUE: "没有适用的规则，交给社区 {community} 自己的队列",
        ReasonKind.NO_RULE: "没有适用的规则，社区 {community} 也没有自己的队列，交给分拨",
        ReasonKind.OUTSIDE: "不在任何社区之内，交给分拨",
        ReasonKind.BOUNCED: "由上一个队列退回，交给分拨",
        ReasonKind.ASSIGNED: "由分拨转来",
    },
    "en": {
        ReasonKind.RULE: "rule {number} ({conditions})",
        ReasonKind.URGENT_RULE: "rule {number} ({conditions}; urgent, at any hour)",
        ReasonKind.OWN_QUEUE: "no rule applies; the own queue of community {community}",
        ReasonKind.NO_RULE: "no rule applies and community {community} has no queue of its own; triage",
        ReasonKind.OUTSIDE: "outside every community; triage",
        ReasonKind.BOUNCED: "sent back by the queue before; triage",
        ReasonKind.ASSIGNED: "assigned by triage",
    },
}
_CONDITIONS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "category": "类别 {}",
        "responsible": "{} 负责",
        "community": "社区 {}",
        "hours": "在其时段内",
        "any": "不限",
        "between": "，",
    },
    "en": {
        "category": "category {}",
        "responsible": "responsible {}",
        "community": "community {}",
        "hours": "within its hours",
        "any": "anything",
        "between": ", ",
    },
}


def reason_text(reason: Reason, language: str) -> str:
    """Say in ``zh`` or ``en`` why a report came to its queue."""
    return _REASONS[language][reason.kind].format(
        number=reason.rule.number if reason.rule else "",
        conditions=_conditions_text(reason.rule, reason.kind, language) if reason.rule else "",
        community=reason.community,
    )


def _conditions_text(rule: Rule, kind: ReasonKind, language: str) -> str:
    words = _CONDITIONS[language]
    named = {"category": rule.category, "responsible": rule.responsible, "community": rule.community}
    said = [words[name].format(value) for name, value in named.items() if value is not None]
    if rule.hours is not None and kind is ReasonKind.RULE:
        said.append(words["hours"])
    return words["between"].join(said or [words["any"]])
