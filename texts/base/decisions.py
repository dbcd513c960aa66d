"""Wording of what decided that a report is in its queue."""

from domain.district.routing import Queue, Reason, ReasonKind
from texts.base.locale import Locale


def decided_by(reason: Reason, queue: Queue | str, locale: Locale) -> str:
    """Return which step of the routing sent a report to this queue; nobody's words are in it."""
    rule = reason.rule
    named = rule.community if rule else reason.community
    return locale.plain(
        _KEYS[reason.kind, rule is not None and rule.community is not None],
        category=locale.category(reason.category),
        community=locale.community(named),
        queue=locale.queue(rule.queue if rule else queue),
        station=locale.station(reason.station),
    )


_KEYS = {
    (ReasonKind.RULE, False): "why_here.rule",
    (ReasonKind.RULE, True): "why_here.rule_there",
    (ReasonKind.URGENT_RULE, False): "why_here.rule",
    (ReasonKind.URGENT_RULE, True): "why_here.rule_there",
    (ReasonKind.OWN_QUEUE, False): "why_here.own_queue",
    (ReasonKind.NO_RULE, False): "why_here.no_rule",
    (ReasonKind.OUTSIDE, False): "why_here.outside",
    (ReasonKind.BOUNCED, False): "why_here.sent_back",
    (ReasonKind.ASSIGNED, False): "why_here.assigned",
    (ReasonKind.STATION, False): "why_here.station",
}
"""The wording of each step of the routing, by whether its rule is for one community."""
