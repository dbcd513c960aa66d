"""Why a report came to its queue, kept with it as text."""

import json

from domain.district.routing import Reason, ReasonKind, Rule


def encode(reason: Reason) -> str:
    """The reason as JSON; a rule's hours are not kept, its number leads to them."""
    rule = reason.rule
    kept: dict[str, object] = {"kind": reason.kind.value, "category": reason.category, "community": reason.community}
    if rule is not None:
        kept["rule"] = {
            "number": rule.number,
            "queue": rule.queue,
            "category": rule.category,
            "responsible": rule.responsible,
            "community": rule.community,
        }
    return json.dumps(kept)


def decode(text: str) -> Reason:
    """The reason that `encode` wrote."""
    kept = json.loads(text)
    rule = kept.get("rule")
    return Reason(ReasonKind(kept["kind"]), kept["category"], kept["community"], Rule(**rule) if rule else None)
