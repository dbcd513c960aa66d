"""How staff read who of a report's riders said something."""

from collections.abc import Sequence

from services.tickets.roles import REPORTER, Said
from texts.base.locale import Locale


def rider_in(role: int | None, locale: Locale) -> str:
    """Return what a rider in this role is called: the reporter, a witness by number, or a rider."""
    if role is None:
        return locale.plain("ticket.a_rider")
    return locale.plain("ticket.reporter") if role == REPORTER else locale.plain("ticket.witness", number=role)


def speaker(said: Sequence[Said], locale: Locale) -> str:
    """Return who said all of this; a rider where several did, or nobody knows."""
    roles = {each.role for each in said}
    return rider_in(roles.pop() if len(roles) == 1 else None, locale)


def words_of(said: Sequence[Said], locale: Locale) -> str:
    """Return what was said, each with who said it where several did."""
    said = [each for each in said if each.words]
    if len({each.role for each in said}) <= 1:
        return "\n".join(each.words for each in said)
    told = (locale.plain("ticket.said", who=rider_in(each.role, locale), words=each.words) for each in said)
    return "\n".join(told)
