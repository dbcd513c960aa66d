"""The line of appeals in a digest; there is none where there were none."""

from domain.programme.appeals import AppealWeek
from texts.base.locale import Locale
from texts.base.wording import Html


def appeal_line(told: AppealWeek, locale: Locale) -> Html | None:
    """Return how many came, ended and helped; None where none did."""
    if not (told.received or told.closed):
        return None
    return locale.say("week.appeals", received=told.received, closed=told.closed, satisfied=told.satisfied)
