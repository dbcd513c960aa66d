"""The stored form of a routing reason."""

import json

from domain.district.routing import Reason, ReasonKind, Rule


def encode(reason: Reason) -> str:
    """Return the reason as JSON; a rule's hours are left out, as its number identifies it."""
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
    """Return the reason from the JSON of `encode`."""
    kept = json.loads(text)
    rule = kept.get("rule")
    return Reason(ReasonKind(kept["kind"]), kept["category"], kept["community"], Rule(**rule) if rule else None)
