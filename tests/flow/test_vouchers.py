"""Over HTTP, in both languages: a rider redeems points, and desks hand it out once, by its picture or its code."""

from pathlib import Path

import pytest

from domain.people.points import Entry, Merit
from playground.people import JSON, Person, labels, words
from services.ports.transaction import Transaction
from tests.staff_work import member
from tests.town import Town, open_town
from tests.watching import parked, rows, stands_still, tap
from texts.base.wording import without_markup, words_of

DESK, SERVICE = "committee-northwest", "rider-service"


async def earns(town: Town, rider: Person, points: int) -> None:
    ((rider_id,),) = rows(town, "select id from rider where chat_id = ?", rider.id)

    async def work(tx: Transaction) -> None:
        await tx.ledger.add(Entry(f"test:{rider_id}", rider_id, None, Merit.ANSWERED, points, "2026-11-24", 1))

    assert town.app is not None
    await town.app.database.write(work)


class Speaks:
    """What the bot says in a language, by the names of wordings."""

    def __init__(self, language: str) -> None:
        self._words = words_of(language)

    def key(self, wording: str, /, **fields: object) -> str:
        return self._words.plain(wording, **fields)

    def begins(self, wording: str) -> str:
        """The words of a wording before its first field, without markup."""
        return without_markup(self._words.plain(wording, **dict.fromkeys(FIELDS, "|"))).partition("|")[0].strip()


FIELDS = ("name", "queue", "at", "contact", "points", "places", "day")


async def redeems(rider: Person, says: Speaks, name: str) -> JSON:
    await rider.text("/rewards")
    listed = await rider.wait_for(lambda m: name in words(m))
    await tap(rider, listed, says.key("rewards.key_reward", name=name, points=10))
    shown = await rider.wait_for(lambda m: says.key("reward.key_redeem") in labels(m), after=0)
    await tap(rider, shown, says.key("reward.key_redeem"))
    yes = says.key("reward.key_yes", points=10)
    asked = await rider.wait_for(lambda m: yes in labels(m), after=0)
    presses = [await rider.press(asked, yes) for _ in range(2)]
    for press in presses:
        await press.toast()
    return await rider.wait_for(lambda m: says.key("voucher.key_renew") in labels(m))


async def strangers_see_nothing(stranger: Person, says: Speaks, code: str) -> None:
    await stranger.text(f"/start v-{code}")
    desk_needed = says.key("refusal.desk_needed")
    await stranger.wait_for(lambda m: desk_needed in words(m))
    await stranger.text("/voucher ABCDABCD")
    unknown = without_markup(says.key("voucher_unseen.unknown"))
    await stranger.wait_for(lambda m: unknown in words(m))


@pytest.mark.parametrize(("language", "name"), [("zh", "矿泉水"), ("en", "Bottle of water")])
async def test_points_are_redeemed_and_handed_out_once(
    tmp_path: Path, sqlite_address: str, language: str, name: str
) -> None:
    async with open_town(tmp_path, sqlite_address) as town:
        says, rider = Speaks(language), await town.rider("小王", language)
        await earns(town, rider, 15)
        voucher = await redeems(rider, says, name)
        assert voucher["photo"]
        assert rows(town, "select count(*), sum(points) from ledger where merit = 'spent'") == [(1, -10)]
        ((first,),) = rows(town, "select code from voucher")
        assert first in words(voucher)

        at_desk, service = (
            await member(town, "李阿姨", language, DESK), await member(town, "王姐", language, SERVICE)
        )  # fmt: skip
        await at_desk.text(f"/start v-{first}")
        hand_out = says.key("desk.key_hand_out")
        shown = await at_desk.wait_for(lambda m: hand_out in labels(m))
        assert rider.first_name not in words(shown)
        await tap(rider, voucher, says.key("voucher.key_renew"))
        refused = await tap(at_desk, shown, hand_out)
        assert refused.show_alert
        assert refused.text == says.key("refusal.old_voucher")
        ((code,),) = rows(town, "select code from voucher")

        group, of_group = town.groups[DESK], Speaks("zh")
        await at_desk.text(f"/voucher {code[:4].lower()} {code[4:]}", chat=group)
        in_group = await at_desk.wait_for(lambda m: of_group.key("desk.key_hand_out") in labels(m), chat=group)
        await service.text(f"/voucher {code}")
        private = await service.wait_for(lambda m: hand_out in labels(m))
        await tap(at_desk, in_group, of_group.key("desk.key_hand_out"))
        second = await tap(service, private, hand_out)
        assert second.text == says.key("toast.handed_out_before")
        await service.wait_for(lambda m: says.begins("desk.handed_out") in words(m), after=0)
        told = await rider.wait_for(lambda m: "12345" not in words(m) and says.key("desk.key_undo") not in labels(m)
                                    and name in words(m) and "photo" not in m and not labels(m))  # fmt: skip
        assert at_desk.first_name not in words(told)

        undo = of_group.key("desk.key_undo")
        refused = await tap(service, in_group, undo)
        assert refused.show_alert
        stands = await at_desk.wait_for(lambda m: undo in labels(m), chat=group, after=0)
        await tap(at_desk, stands, undo)
        await stands_still(town)
        assert rows(town, "select state from voucher") == [("open",)]

        await strangers_see_nothing(await town.rider("小孙", language), says, code)
        assert not parked(town)
