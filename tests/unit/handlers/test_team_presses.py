"""Keys of teams with data that the bot did not write: each is refused, none fails."""

from contextlib import suppress

import pytest

from domain.errors import Refused
from handlers.pressing import RiderPress
from handlers.programme import teams
from services.ports.transaction import Transaction
from tests.team_town import MESSAGE, led, with_teams
from tests.usecases import Case
from texts.base.callbacks import Press, Verb

STRANGE = ("", "-", "-x", "-99999999999999", "-0", "--", "-NONSENSE")


@pytest.mark.parametrize("what", [*teams.ACTS, "", "nothing"])
async def test_a_key_with_strange_data_does_what_it_may_or_is_refused(case: Case, what: str) -> None:
    captain = await led(await with_teams(case), await case.rider())
    for strange in STRANGE:
        press = Press(Verb.TEAM, 1 << 60, f"{what}{strange}")

        async def act(tx: Transaction, press: Press = press) -> None:
            await teams.act(RiderPress(tx, case.deps, captain, press, MESSAGE, None))

        with suppress(Refused):
            await case.database.write(act)
