"""A rider who shoots on the way and sends in bulk: several problems are several drafts, and nothing is lost."""

import json
from datetime import UTC, datetime

import pytest

from domain.reporting.drafts import OPEN_AT_MOST
from playground.people import JSON, Person, buttons, labels, words
from tests.town import CENTRE, Town, picture, plain_picture
from tests.watching import bot_messages, rows, stands_still, tap

STREETS = [(37.4425, 116.3075), (37.4470, 116.3075), (37.4425, 116.3135), (37.4380, 116.3075), (37.4425, 116.3015)]
"""Half a kilometre apart from each other."""

CAPTIONS = {
    "zh": ["井盖不见了", "路灯不亮", "垃圾堆满了没人收", "共享单车乱停挡路", "路上有个大坑"],
    "en": ["The manhole cover is missing", "The street light is out", "Rubbish is overflowing here",
           "Shared bikes are blocking the pavement", "There is a big pothole in the road"],
}  # fmt: skip
KEYS = {"zh": ("提交", "全部提交（5）", "分成两件"), "en": ("Submit", "Submit all (5)", "Split")}


async def cards(town: Town, rider: Person) -> list[JSON]:
    """The cards that stand in the rider's chat once all stands still, from top to bottom."""
    await stands_still(town)
    return [m for m in await bot_messages(town, rider.id) if "取消" in labels(m) or "Cancel" in labels(m)]


def drafts_of(town: Town) -> list[tuple[str, int]]:
    """The stage of each draft and how many photos it has, the oldest first."""
    photos = "select count(*) from photo where photo.draft_id = draft.id"
    query = f"select stage, ({photos}) from draft order by opened_at, id"  # noqa: S608  all of it stands here
    return [(str(stage), int(photos)) for stage, photos in rows(town, query)]


def notes(town: Town) -> list[str]:
    """The words of each draft, the oldest draft first."""
    parts = (json.loads(parts) for (parts,) in rows(town, "select note_parts from draft order by id"))
    return ["\n".join(part["text"] for part in each) for each in parts]


def placed(town: Town) -> list[bool]:
    """Whether each draft has a place, the oldest first, but for what was put together with another."""
    query = "select position is not null from draft where stage <> 'merged' order by opened_at, id"
    return [bool(is_placed) for (is_placed,) in rows(town, query)]


def latitudes(town: Town) -> list[float]:
    """The latitude of each draft's place, the oldest first, but for what was put together with another."""
    query = "select position from draft where stage <> 'merged' order by opened_at, id"
    return [json.loads(position)["lat"] for (position,) in rows(town, query)]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_five_captioned_files_in_a_burst_are_five_cards_one_tap_and_five_receipts(
    town: Town, language: str
) -> None:
    rider = await town.rider(language=language)
    for scene, (at, caption) in enumerate(zip(STREETS, CAPTIONS[language], strict=True)):
        await rider.photo(picture(scene, at), caption, as_document=True)
    await rider.wait_for(lambda m: KEYS[language][1] in labels(m))
    standing = await cards(town, rider)
    assert len(standing) == 5
    assert [KEYS[language][1] in labels(card) for card in standing] == [False] * 4 + [True]
    assert not (await tap(rider, standing[-1], KEYS[language][1])).show_alert
    await rider.wait_for(lambda m: "DC-" in words(m))
    town.skip(minutes=10)
    await stands_still(town)
    left = (await bot_messages(town, rider.id))[1:]  # behind the terms
    assert len(left) == 5
    assert all("DC-" in words(receipt) for receipt in left)
    assert rows(town, "select count(*) from ledger where points = 1") == [(5,)]


async def test_a_photo_of_the_next_street_or_the_next_morning_is_its_own(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(0, STREETS[0]), as_document=True)
    await rider.photo(picture(1, STREETS[1]), as_document=True)
    assert len(await cards(town, rider)) == 2
    town.skip(hours=10)
    await rider.photo(plain_picture())
    assert len(await cards(town, rider)) == 3
    assert drafts_of(town) == [("open", 1)] * 3


async def test_photos_of_one_spot_join_and_the_last_can_be_split_off_or_taken_back(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(0), "井盖不见了", as_document=True)
    await town.card(rider)
    await rider.photo(plain_picture("green"))
    joined = await town.card(rider, button="分成两件")
    assert drafts_of(town) == [("open", 2)]
    await tap(rider, joined, "分成两件")
    first, second = await cards(town, rider)
    assert "井盖" in words(first)
    assert "还差" in words(second)
    assert drafts_of(town) == [("open", 1), ("open", 1)]
    assert "分成两件" not in labels(first) + labels(second)
    await tap(rider, second, "说明")
    menu = await rider.wait_for(lambda m: "去掉照片" in labels(m))
    await tap(rider, menu, "去掉照片")
    await stands_still(town)
    assert drafts_of(town) == [("open", 1), ("open", 0)]


async def test_a_reply_joins_its_draft_hours_later_whatever_it_brings(town: Town) -> None:
    rider = await town.rider()
    sent = await rider.photo(picture(0), "井盖不见了", as_document=True)
    card = await town.card(rider)
    town.skip(hours=3)
    await rider.photo(picture(1, STREETS[1]), "路灯不亮", as_document=True)
    await town.card(rider, has="路灯")
    await rider.text("盖子在旁边的沟里", reply_to=card["message_id"])
    await town.card(rider, has="盖子在旁边的沟里")
    await rider.photo(plain_picture("green"), reply_to=sent["message_id"])
    await stands_still(town)
    assert drafts_of(town) == [("open", 2), ("open", 1)]


async def test_questions_and_thanks_beside_open_drafts_are_answered_and_no_note(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(0), "井盖不见了", as_document=True)
    await town.card(rider)
    await rider.text("积分怎么用")
    await rider.wait_for(lambda m: "/points" in words(m))
    town.skip(minutes=3)
    await rider.text("今天风好大")
    await rider.wait_for(lambda m: m.get("reply_to_message") is not None and "草稿" not in words(m))
    await stands_still(town)
    (note_parts,) = rows(town, "select note_parts from draft")
    assert "积分" not in note_parts[0]
    assert "风" not in note_parts[0]


REMARKS = {
    "zh": ("修了又坏", "没人管", "报了三次都没人来", "谢谢"),
    "en": ("nobody cares", "still not fixed", "reported three times and nobody came", "thanks"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_what_sounds_like_a_complaint_is_a_draft_s_right_after_its_photo_in_its_note_s_menu_and_in_reply(
    town: Town, language: str
) -> None:
    rider = await town.rider(language=language)
    at_once, in_menu, in_reply, thanks = REMARKS[language]
    await rider.photo(picture(0), CAPTIONS[language][0], as_document=True)
    await town.card(rider, button=KEYS[language][0])
    await rider.text(at_once)
    (card,) = await cards(town, rider)
    town.skip(minutes=20)
    await tap(rider, card, "✏️")
    await rider.text(in_menu)
    (card,) = await cards(town, rider)
    town.skip(minutes=3)
    await rider.text(in_reply, reply_to=card["message_id"])
    (card,) = await cards(town, rider)
    await rider.text(thanks, reply_to=card["message_id"])
    await stands_still(town)
    assert notes(town) == [f"{CAPTIONS[language][0]}\n{at_once}\n{in_menu}\n{in_reply}"]
    assert not rows(town, "select key from outbox where key like 'asked:%'")


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [("zh", "你们怎么没人管", "12345"), ("zh", "什么时候修好", "没有在办的上报"),
     ("en", "you people never care", "12345"), ("en", "when will it be fixed", "no open reports")],
)  # fmt: skip
async def test_what_is_said_to_us_right_after_a_photo_is_answered_and_no_note(
    town: Town, language: str, said: str, told: str
) -> None:
    rider = await town.rider(language=language)
    await rider.photo(picture(0), CAPTIONS[language][0], as_document=True)
    await town.card(rider, button=KEYS[language][0])
    await rider.text(said)
    await rider.wait_for(lambda m: told in words(m))
    assert notes(town) == [CAPTIONS[language][0]]


@pytest.mark.parametrize(
    ("language", "asked", "told", "of_it"),
    [("zh", "一天能报几个", "没写进刚才那件", "能不能修一下？"),
     ("en", "how many can I report a day", "wasn’t added to your report", "can this be repaired?")],
)  # fmt: skip
async def test_how_reporting_works_is_answered_beside_a_draft_and_what_is_asked_of_the_problem_is_its_note(
    town: Town, language: str, asked: str, told: str, of_it: str
) -> None:
    rider = await town.rider(language=language)
    await rider.photo(picture(0), CAPTIONS[language][0], as_document=True)
    await town.card(rider, button=KEYS[language][0])
    await rider.text(asked)
    await rider.wait_for(lambda m: told in words(m) and "/help" in words(m))
    await rider.text(of_it)
    (card,) = await cards(town, rider)
    await rider.text(asked, reply_to=card["message_id"])
    await stands_still(town)
    assert notes(town) == [f"{CAPTIONS[language][0]}\n{of_it}\n{asked}"]


@pytest.mark.parametrize(("language", "question"), [("zh", "哪一件"), ("en", "Which one")])
async def test_a_place_goes_where_it_was_asked_for_last_and_is_asked_about_else(
    town: Town, language: str, question: str
) -> None:
    rider = await town.rider(language=language)
    for colour, caption in zip(("red", "green", "blue"), CAPTIONS[language], strict=False):
        await rider.photo(plain_picture(colour), caption)
        await rider.wait_for(lambda m: KEYS[language][0] in labels(m))
        town.skip(minutes=3)
    await rider.location(*STREETS[2])
    await stands_still(town)
    assert placed(town) == [False, False, True]
    await rider.location(*STREETS[1])
    asked = await rider.wait_for(lambda m: question in words(m))
    assert placed(town) == [False, False, True, True]
    await tap(rider, asked, buttons(asked)[1]["text"])
    assert len(await cards(town, rider)) == 3
    assert placed(town) == [False, True, True]


@pytest.mark.parametrize(("language", "question"), [("zh", "哪一件"), ("en", "Which one")])
async def test_a_second_place_elsewhere_replaces_none_and_corrects_with_one_tap(
    town: Town, language: str, question: str
) -> None:
    rider = await town.rider(language=language)
    await rider.photo(plain_picture(), CAPTIONS[language][0])
    await rider.wait_for(lambda m: KEYS[language][0] in labels(m))
    await rider.location(*STREETS[0])
    await stands_still(town)
    await rider.location(*STREETS[1])
    asked = await rider.wait_for(lambda m: question in words(m))
    assert latitudes(town) == [STREETS[0][0], STREETS[1][0]]
    await tap(rider, asked, buttons(asked)[0]["text"])
    assert len(await cards(town, rider)) == 1
    assert latitudes(town) == [STREETS[1][0]]


async def test_the_eleventh_waits_until_there_is_room(town: Town) -> None:
    rider = await town.rider()
    for number in range(OPEN_AT_MOST + 1):
        at = (CENTRE[0] + number * 0.003, CENTRE[1])
        await rider.photo(picture(number % 5, at, datetime.now(UTC)), as_document=True)
    await rider.wait_for(lambda m: "先替你留着" in words(m))
    standing = await cards(town, rider)
    assert len(standing) == OPEN_AT_MOST
    assert [stage for stage, _ in drafts_of(town)] == ["open"] * OPEN_AT_MOST + ["aside"]
    await tap(rider, standing[0], "取消")
    await rider.wait_for(lambda m: "取消" in labels(m))
    assert len(await cards(town, rider)) == OPEN_AT_MOST
    assert sorted(stage for stage, _ in drafts_of(town)) == ["cancelled"] + ["open"] * OPEN_AT_MOST


async def test_cancel_asks_which_or_all(town: Town) -> None:
    rider = await town.rider()
    for scene in range(3):
        await rider.photo(picture(scene, STREETS[scene]), CAPTIONS["zh"][scene], as_document=True)
    await rider.wait_for(lambda m: "全部提交（3）" in labels(m))
    await stands_still(town)
    await rider.text("/cancel")
    asked = await rider.wait_for(lambda m: "全部取消" in labels(m))
    assert "井盖" in labels(asked)
    await tap(rider, asked, "路灯")
    await stands_still(town)
    assert [stage for stage, _ in drafts_of(town)] == ["open", "cancelled", "open"]
    await rider.text("/cancel")
    asked = await rider.wait_for(lambda m: "全部取消" in labels(m))
    await tap(rider, asked, "全部取消")
    await stands_still(town)
    assert [stage for stage, _ in drafts_of(town)] == ["cancelled"] * 3


async def test_one_reminder_names_all_that_is_unfinished(town: Town) -> None:
    rider = await town.rider()
    for scene in range(2):
        await rider.photo(picture(scene, STREETS[scene]), CAPTIONS["zh"][scene], as_document=True)
        await town.card(rider)
    await stands_still(town)
    town.skip(minutes=31)
    reminder = await rider.wait_for(lambda m: "2 件还没提交" in words(m))
    assert "井盖" in words(reminder)
    assert "路灯" in words(reminder)
    await stands_still(town)
    town.skip(hours=2)
    await stands_still(town)
    assert len([m for m in await bot_messages(town, rider.id) if "件还没提交" in words(m)]) == 1


async def test_drafts_kept_before_the_terms_all_appear_with_them(town: Town) -> None:
    rider = await town.people.join("小刘", "zh")
    for scene in range(2):
        await rider.photo(picture(scene, STREETS[scene]), CAPTIONS["zh"][scene], as_document=True)
    await stands_still(town)
    terms = next(m for m in await bot_messages(town, rider.id) if "同意" in labels(m))
    await tap(rider, terms, "同意")
    assert len(await cards(town, rider)) == 2


@pytest.mark.parametrize(
    ("language", "where", "told"),
    [("zh", "在东门", "没认出这个地点"), ("en", "at the east gate", "I don’t know that place")],
)
async def test_words_that_say_where_belong_to_the_draft_that_lacks_a_place_however_late(
    town: Town, language: str, where: str, told: str
) -> None:
    rider = await town.rider(language=language)
    await rider.photo(plain_picture(), CAPTIONS[language][0])
    await rider.wait_for(lambda m: KEYS[language][0] in labels(m))
    town.skip(minutes=5)
    await rider.text(where)
    await rider.wait_for(lambda m: told in words(m))
    assert len(await cards(town, rider)) == 1
    assert where in notes(town)[0]


@pytest.mark.parametrize(("caption", "where"), [("单元门坏了关不上", "楼梯口"), ("路灯不亮", "地下车库")])
async def test_where_it_is_names_no_other_problem(town: Town, caption: str, where: str) -> None:
    rider = await town.rider()
    await rider.photo(picture(), caption, as_document=True)
    await town.card(rider)
    await rider.text(where)
    await town.card(rider, has=where)
    assert notes(town) == [f"{caption}\n{where}"]


async def test_another_problem_is_not_swallowed_though_its_words_may_be_no_report(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "路灯不亮", as_document=True)
    await town.card(rider)
    await rider.text("路上有坑")
    asked = await rider.wait_for(lambda m: "坑" in labels(m))
    assert notes(town) == ["路灯不亮"]
    await tap(rider, asked, "坑")
    await rider.wait_for(lambda m: "提交" in labels(m) and "路上有坑" in words(m))
    assert notes(town) == ["路灯不亮", "路上有坑"]
