"""No place is guessed: the last one is offered, what was forwarded is asked about, what is far away is others'."""

import pytest

from playground.people import labels, words
from tests.flow.test_draft_ends import inject, reply_key
from tests.staff_work import QUEUE
from tests.town import CENTRE, Town, picture, plain_picture
from tests.watching import stands_still, tap

LANGUAGES = ("zh", "en")
SAID = {
    "zh": {
        "submit": "提交",
        "foreign": "转发来的话不知道说的是哪儿",
        "offer": "还在那儿吗",
        "here": "还在这里",
        "far": "不归我们管，请打当地 12345",
        "resend": "位置不对，重发",
        "unknown": "没认出这个地点",
        "named": "德州站",
    },
    "en": {
        "submit": "Submit",
        "foreign": "A forwarded message doesn't say where",
        "offer": "still there?",
        "here": "Still here",
        "far": "call the local 12345",
        "resend": "Resend",
        "unknown": "I don’t know that place",
        "named": "Dezhou Railway Station",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_last_place_is_offered_after_three_minutes(town: Town, language: str) -> None:
    said = SAID[language]
    rider = await town.rider(language=language)
    await rider.photo(picture(), "井盖不见了", as_document=True)
    card = await town.card(rider, button=said["submit"])
    await tap(rider, card, said["submit"])
    town.skip(minutes=5)
    await rider.photo(plain_picture(), "路灯不亮")
    card = await town.card(rider, has=said["offer"], button=said["here"])
    await tap(rider, card, said["here"])
    card = await rider.wait_for(lambda m: said["submit"] in labels(m) and said["here"] not in labels(m))
    await tap(rider, card, said["submit"])
    await rider.wait_for(lambda m: "DC-" in words(m))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_offer_pressed_too_late_is_refused_and_goes(town: Town, language: str) -> None:
    said = SAID[language]
    rider = await town.rider(language=language)
    await rider.photo(picture(), "井盖不见了", as_document=True)
    await tap(rider, await town.card(rider, button=said["submit"]), said["submit"])
    town.skip(minutes=5)
    await rider.photo(plain_picture(), "路灯不亮")
    card = await town.card(rider, has=said["offer"], button=said["here"])
    town.skip(minutes=6)
    toast = await tap(rider, card, said["here"])
    assert toast.show_alert
    await rider.wait_for(
        lambda m: (
            m["message_id"] == card["message_id"] and said["here"] not in labels(m) and said["offer"] not in words(m)
        )
    )


@pytest.mark.parametrize("language", LANGUAGES)
async def test_far_outside_nothing_is_submitted(town: Town, language: str) -> None:
    said = SAID[language]
    rider = await town.rider(language=language)
    await rider.photo(picture(position=(CENTRE[0] + 0.3, CENTRE[1])), "井盖不见了", as_document=True)
    card = await town.card(rider, has=said["far"], button=said["resend"])
    toast = await tap(rider, card, said["submit"])
    assert toast.show_alert
    assert "12345" in (toast.text or "")
    await tap(rider, card, said["resend"])
    await stands_still(town)
    await rider.location(*CENTRE)
    card = await rider.wait_for(lambda m: said["submit"] in labels(m) and said["far"] not in words(m))
    await tap(rider, card, said["submit"])
    await rider.wait_for(lambda m: "DC-" in words(m))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_name_puts_a_place_far_outside_right_and_one_that_nobody_knows_is_said_to_be_so(
    town: Town, language: str
) -> None:
    said = SAID[language]
    rider = await town.rider(language=language)
    await rider.photo(picture(position=(CENTRE[0] + 0.3, CENTRE[1])), "井盖不见了", as_document=True)
    await tap(rider, await town.card(rider, has=said["far"], button=said["resend"]), said["resend"])
    await stands_still(town)
    await rider.text("月亮背面")
    card = await rider.wait_for(lambda m: said["unknown"] in words(m) and said["far"] in words(m))
    await rider.text(said["named"])
    card = await rider.wait_for(lambda m: said["submit"] in labels(m) and said["far"] not in words(m))
    await tap(rider, card, said["submit"])
    await rider.wait_for(lambda m: "DC-" in words(m))


async def test_a_photo_in_reply_to_the_receipt_makes_a_text_ticket_one_with_a_photo(town: Town) -> None:
    rider = await town.rider()
    await rider.text("井盖不见了 2号楼旁")
    await town.card(rider)
    await rider.location(*CENTRE)
    card = await rider.wait_for(lambda m: "提交" in labels(m) and "还差" not in words(m))
    await tap(rider, card, "提交")
    receipt = await rider.wait_for(lambda m: "DC-" in words(m))
    ticket = await town.ticket(QUEUE, "井盖")
    assert "photo" not in ticket
    await rider.photo(plain_picture(), reply_to=receipt["message_id"])
    await town.staff.wait_for(lambda m: "photo" in m and "井盖" in words(m), chat=town.groups[QUEUE], after=0)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_was_forwarded_is_asked_about_without_the_location_key(town: Town, language: str) -> None:
    said = SAID[language]
    rider = await town.rider(language=language)
    origin = {"type": "hidden_user", "date": 1_700_000_000, "sender_user_name": "x"}
    await inject(town, rider, text="井盖不见了", forward_origin=origin)
    card = await town.card(rider, has=said["foreign"], button=said["submit"])
    await stands_still(town)
    assert await reply_key(town, rider) is None
    await rider.location(*CENTRE)
    card = await rider.wait_for(lambda m: said["submit"] in labels(m) and said["foreign"] not in words(m))
    await tap(rider, card, said["submit"])
    await rider.wait_for(lambda m: "DC-" in words(m))
