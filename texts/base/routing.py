"""Wording of why a report came to its queue."""

from domain.district.routing import Reason, ReasonKind, Rule
from texts.base.wording import Words, words_of


def reason_text(reason: Reason, language: str) -> str:
    """Return in `zh` or `en` why a report came to its queue."""
    words, rule = words_of(language), reason.rule
    return words.plain(
        f"route.{reason.kind}",
        number=rule.number if rule else "",
        conditions=_conditions_text(rule, reason.kind, words) if rule else "",
        community=reason.community,
    )


def _conditions_text(rule: Rule, kind: ReasonKind, words: Words) -> str:
    named = {"category": rule.category, "responsible": rule.responsible, "community": rule.community}
    said = [words.plain(f"condition.{field}", name=name) for field, name in named.items() if name is not None]
    if rule.hours is not None and kind is ReasonKind.RULE:
        said.append(words.plain("condition.hours"))
    return words.plain("condition.between").join(said or [words.plain("condition.none")])
