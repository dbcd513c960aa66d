"""Who may press what: forged, foreign, stale and repeated presses get their answer and change nothing."""

import random
from dataclasses import dataclass

import pytest

from domain.reporting.reports import Status
from domain.tickets.lifecycle import Action
from playground.people import JSON, Person, labels, words
from tests.staff_work import QUEUE, act, asked_to_bounce, card_of, cards, question, reply, resolve
from tests.town import Town, picture
from tests.verbs import (
    ARGUMENTS,
    OF_STAFF,
    OF_STATIONS,
    ON_ACTIVITIES,
    ON_APPEALS,
    ON_CARDS,
    ON_DRAFTS,
    ON_LESSONS,
    ON_REPORTS,
    ON_REWARDS,
    ON_SEARCHES,
    ON_TEAMS,
    ON_WISHES,
    ONE_S_OWN,
    REFUSED,
)
from tests.watching import bot_messages, kept, parked, rows, stands_still, tap
from texts.base.callbacks import Press, Verb, encode

NO_RIGHT = "你没有权限这样做。"
NOT_STAFF = "你不在本群，或在群里被禁言，按了不算。请群里的同事来按。"
TRIAGE_S = "这一步由派单中心办。不归你们管，请点“↪️ 退回”。"
IN_GROUPS = "工单在工作群里办，请到群里的卡片上按。"
IN_PRIVATE = "这个按钮要在和机器人的私聊里按，群里按了不算。"
A_COLLEAGUE_S = "问的是另一位同事。你来办的话，请自己在卡片上按一次。"
NOT_THEIRS = "这件不是你报的。"
UNKNOWN = "没找到这个编号，或者它不是你报的、见证的。"
STALE = "这张卡片已经不是最新的了，请用最新的那张。"
MOVED_ON = "进展变了，这一步不能再做，请看最新的卡片。"
DONE = "已经办过了，不用再点。"
ACCEPTED = "李主任 已受理，不用再点。"
GONE = "这份草稿已经提交、取消或过期了。"
OWN = "这是你自己上报或见证的，请让同事来处置。"
OVER = "这个位置隔太久了，或者你已经走开。请重新发位置，或打路口、小区名。"
ACTED = "这件你作为工作人员经手过，不能再见证、补充或答复，请让别人来。"


def test_every_verb_is_tried() -> None:
    tried = (
        *ONE_S_OWN,
        *ON_DRAFTS,
        *ON_REPORTS,
        *ON_TEAMS,
        *ON_REWARDS,
        *ON_ACTIVITIES,
        *ON_LESSONS,
        *ON_APPEALS,
        *ON_WISHES,
        *OF_STATIONS,
        *ON_SEARCHES,
        *OF_STAFF,
    )
    assert sorted(tried) == sorted(Verb)


def data(verb: Verb, about: int, argument: str | None = None) -> str:
    """A press's data as a card would carry it."""
    offered = Status.ROUTED if verb is Verb.ACT else None
    return encode(Press(verb, about, ARGUMENTS.get(verb, "") if argument is None else argument, offered))


@dataclass(frozen=True, slots=True)
class Scene:
    """A rider with a report, an open draft and a question to staff under way, and a stranger who has agreed."""

    town: Town
    rider: Person
    stranger: Person
    report: int
    draft: int
    prompt: int

    def about(self, verb: Verb) -> int:
        """The id of somebody else's that the verb is about."""
        if verb in {Verb.REPLY, Verb.PROOF}:
            return self.prompt
        return self.draft if verb in ON_DRAFTS else self.report

    async def changes_nothing(self, person: Person, message: JSON, pressed: str, answer: str) -> None:
        """The press gets this answer as an alert, and the bot keeps what it kept."""
        await stands_still(self.town)
        before = kept(self.town)
        said = await tap(person, message, pressed)
        await stands_still(self.town)
        assert (said.text, said.show_alert) == (answer, True), pressed
        assert kept(self.town) == before, pressed
        assert not parked(self.town)


@pytest.fixture
async def scene(town: Town) -> Scene:
    rider, stranger = await town.rider(), await town.rider("小孙")
    await town.submitted(rider)
    await rider.text("路灯不亮")
    await town.card(rider, has="路灯不亮")
    await reply(town, await card_of(town), "师傅出发了")
    await question(town)
    ((report,),) = rows(town, "select id from report")
    ((draft,),) = rows(town, "select id from draft where stage = 'open'")
    ((prompt,),) = rows(town, "select id from prompt")
    return Scene(town, rider, stranger, report, draft, prompt)


async def test_a_stranger_in_a_private_chat(scene: Scene) -> None:
    (message, *_) = await bot_messages(scene.town, scene.stranger.id)
    for verbs, answer in ((ON_DRAFTS, NOT_THEIRS), (ON_REPORTS, UNKNOWN), (OF_STAFF, IN_GROUPS)):
        for verb in verbs:
            await scene.changes_nothing(scene.stranger, message, data(verb, scene.about(verb)), answer)
    for verb, answer in ON_TEAMS.items():
        await scene.changes_nothing(scene.stranger, message, data(verb, scene.about(verb), "1"), answer)
    for verb, answer in (ON_REWARDS | ON_ACTIVITIES | ON_LESSONS | ON_APPEALS | ON_SEARCHES | ON_WISHES).items():
        await scene.changes_nothing(scene.stranger, message, data(verb, scene.report), answer)


@pytest.mark.parametrize("verb", ONE_S_OWN)
async def test_what_a_stranger_presses_of_their_own_touches_nobody_else(scene: Scene, verb: Verb) -> None:
    town, stranger = scene.town, scene.stranger
    (message, *_) = await bot_messages(town, stranger.id)
    theirs = rows(town, "select * from rider where chat_id <> ?", stranger.id)
    before = {**kept(town), "rider": theirs}
    await tap(stranger, message, data(verb, 0))
    await stands_still(town)
    own_draft = rows(town, "select d.* from draft d join rider r on r.id = d.rider_id where r.chat_id = ?", stranger.id)
    after = kept(town) | {"rider": rows(town, "select * from rider where chat_id <> ?", stranger.id)}
    after["draft"] = [row for row in after["draft"] if row not in own_draft]
    after["heard"] = [row for row in after["heard"] if row[0] != stranger.id]
    drafts = {str(draft) for draft, *_ in own_draft}
    after["timer"] = [row for row in after["timer"] if row[0] != "forgotten" and row[1] not in drafts]
    assert after == before
    assert not parked(town)


async def test_somebody_who_is_not_in_the_group(scene: Scene) -> None:
    card = await card_of(scene.town)
    for verb in Verb:
        await scene.changes_nothing(
            scene.stranger, card, data(verb, scene.about(verb)), NOT_STAFF if verb in OF_STAFF else IN_PRIVATE
        )


async def test_a_member_of_a_foreign_group(scene: Scene) -> None:
    """They press in their own group what belongs to another's card."""
    town = scene.town
    await act(town, "发位置点")
    neighbour = await town.people.join("郑科员", "zh")
    foreign = await town.people.group("别的群", [neighbour], bot="administrator")
    message = await neighbour.text("你好", chat=foreign)
    for verb in Verb:
        answer = REFUSED.get(verb, STALE) if verb in OF_STAFF else IN_PRIVATE
        await scene.changes_nothing(neighbour, message, data(verb, scene.about(verb)), answer)


async def test_the_card_of_another_ticket(scene: Scene) -> None:
    town = scene.town
    await town.submitted(await town.rider("小周"), caption="路灯不亮")
    other = await card_of(town, "lighting")
    for verb in OF_STAFF:
        await scene.changes_nothing(town.staff, other, data(verb, scene.about(verb)), REFUSED.get(verb, STALE))


async def test_a_message_in_the_group_that_is_no_card(scene: Scene) -> None:
    town = scene.town
    asking = next(m for m in await bot_messages(town, town.groups[QUEUE]) if "内部备注" in labels(m))
    for verb in ON_CARDS:
        await scene.changes_nothing(town.staff, asking, data(verb, scene.report), STALE)


@pytest.mark.parametrize("about", [0, 1, (1 << 63) - 1])
async def test_ids_of_nothing(scene: Scene, about: int) -> None:
    town = scene.town
    card, message = await card_of(town), (await bot_messages(town, scene.rider.id))[-1]
    for verb in OF_STAFF:
        await scene.changes_nothing(town.staff, card, data(verb, about), REFUSED.get(verb, STALE))
    for verbs, answer in ((ON_DRAFTS, GONE), (ON_REPORTS, UNKNOWN)):
        for verb in verbs:
            await scene.changes_nothing(scene.rider, message, data(verb, about), answer)
    for verb, answer in (ON_REWARDS | ON_ACTIVITIES | ON_LESSONS | ON_APPEALS | ON_SEARCHES | ON_WISHES).items():
        await scene.changes_nothing(scene.rider, message, data(verb, about), answer)


@pytest.mark.parametrize("argument", ["", "nonsense", "route"])
async def test_arguments_that_no_button_carries(scene: Scene, argument: str) -> None:
    town = scene.town
    card, message = await card_of(town), (await bot_messages(town, scene.rider.id))[-1]
    for verb in ARGUMENTS:
        if argument == "" and verb in {Verb.CHOICE, Verb.BOUNCE_REASON, Verb.MERGE}:
            continue  # the key that leads back to the transitions, and those that ask for words
        person, shown = (town.staff, card) if verb in OF_STAFF else (scene.rider, message)
        answer = OVER if verb is Verb.STILL_HERE else REFUSED.get(verb, STALE)
        if (verb, argument) == (Verb.ACT, Action.ROUTE):
            answer = MOVED_ON
        await scene.changes_nothing(person, shown, data(verb, scene.about(verb), argument), answer)


async def test_nobody_acts_as_staff_on_what_they_reported(town: Town) -> None:
    await town.staff.text("/start")
    await tap(town.staff, await town.staff.wait_for(lambda m: "同意" in labels(m)), "同意")
    await town.submitted(town.staff)
    ((report, draft),) = rows(town, "select r.id, d.id from report r join draft d on d.report_id = r.id")
    scene = Scene(town, town.staff, town.staff, report, draft, 0)
    card = await card_of(town)
    for verb in ON_CARDS:
        await scene.changes_nothing(town.staff, card, data(verb, report), OWN)


async def test_nobody_acts_as_staff_on_what_they_witnessed(scene: Scene) -> None:
    town = scene.town
    (asking,) = [m for m in await bot_messages(town, town.groups[QUEUE]) if "内部备注" in labels(m)]
    await town.staff.text("/start")
    await tap(town.staff, await town.staff.wait_for(lambda m: "同意" in labels(m)), "同意")
    await town.staff.photo(picture(1), "井盖没了", as_document=True)
    await tap(town.staff, await town.card(town.staff, button="是同一个"), "是同一个")
    card = await card_of(town)
    await scene.changes_nothing(town.staff, card, "受理", OWN)
    await scene.changes_nothing(town.staff, asking, "内部备注", OWN)
    await reply(town, card, "我看过了，好的")
    await town.staff.wait_for(lambda m: OWN in words(m), chat=town.groups[QUEUE])


async def test_nobody_witnesses_what_they_acted_on_as_staff(scene: Scene) -> None:
    town = scene.town
    await act(town, "受理")
    await town.staff.text("/start")
    await tap(town.staff, await town.staff.wait_for(lambda m: "同意" in labels(m)), "同意")
    await town.staff.photo(picture(1), "井盖没了", as_document=True)
    card = await town.card(town.staff, button="是同一个")
    await scene.changes_nothing(town.staff, card, "是同一个", ACTED)


async def test_a_question_hears_only_whom_it_was_put_to(scene: Scene) -> None:
    town = scene.town
    colleague = await town.people.join("周科员", "zh")
    wish = {"user_id": colleague.id, "status": "member"}
    await town.people.call("POST", f"/chats/{town.groups[QUEUE]}/members", json=wish)
    (asking,) = [m for m in await bot_messages(town, town.groups[QUEUE]) if "内部备注" in labels(m)]
    for label in ("转给上报人", "内部备注"):
        await scene.changes_nothing(colleague, asking, label, A_COLLEAGUE_S)


async def test_the_queue_may_not_do_what_is_triage_s(scene: Scene) -> None:
    card = await card_of(scene.town)
    staff = scene.town.staff
    await scene.changes_nothing(staff, card, data(Verb.ACT, scene.report, Action.ASSIGN), TRIAGE_S)
    await scene.changes_nothing(staff, card, data(Verb.QUEUE, scene.report), TRIAGE_S)
    for action in (Action.ROUTE, Action.CLOSE, Action.FIXED, Action.WITHDRAW):
        said = await tap(staff, card, data(Verb.ACT, scene.report, action))
        assert said.text in {NO_RIGHT, MOVED_ON}
    assert rows(scene.town, "select status from report") == [("routed",)]


async def test_the_same_press_twice_is_answered_and_done_once(scene: Scene) -> None:
    town = scene.town
    card = await card_of(town)
    await tap(town.staff, card, "受理")
    await scene.changes_nothing(town.staff, card, data(Verb.ACT, scene.report), ACCEPTED)
    await act(town, "开始处置")
    await scene.changes_nothing(town.staff, card, data(Verb.ACT, scene.report), MOVED_ON)
    started = encode(Press(Verb.ACT, scene.report, Action.START, Status.ACCEPTED))
    await scene.changes_nothing(town.staff, card, started, DONE)
    await resolve(town)
    question_ = await scene.rider.wait_for(lambda m: "修好了" in labels(m), after=0)
    await tap(scene.rider, question_, "修好了")
    await scene.changes_nothing(scene.rider, question_, data(Verb.ANSWER, scene.report), DONE)


async def test_two_presses_at_once_do_it_once(scene: Scene) -> None:
    town = scene.town
    card = await card_of(town)
    presses = [await town.staff.press(card, "受理") for _ in range(3)]
    answers = [await press.toast() for press in presses]
    assert sorted(answer.show_alert for answer in answers) == [False, True, True]
    assert {answer.text for answer in answers if answer.show_alert} == {ACCEPTED}
    await stands_still(town)
    assert rows(town, "select count(*) from event where action = 'accept'") == [(1,)]


async def test_a_draft_is_ended_once(scene: Scene) -> None:
    town, rider = scene.town, scene.rider
    message = (await bot_messages(town, rider.id))[-1]
    await tap(rider, message, data(Verb.CANCEL, scene.draft))
    for verb in ON_DRAFTS:
        await scene.changes_nothing(rider, message, data(verb, scene.draft), GONE)


async def test_a_prompt_is_answered_once(scene: Scene) -> None:
    town = scene.town
    (asking,) = [m for m in await bot_messages(town, town.groups[QUEUE]) if "内部备注" in labels(m)]
    assert not (await tap(town.staff, asking, "内部备注")).show_alert
    for argument in ("note", "rider", "resolve"):
        await scene.changes_nothing(town.staff, asking, data(Verb.REPLY, scene.prompt, argument), DONE)


async def test_the_card_of_a_queue_that_lost_its_ticket(scene: Scene) -> None:
    town = scene.town
    card = await card_of(town)
    await reply(town, await asked_to_bounce(town), "不是我们的")
    await cards(town, "triage")
    for verb in ON_CARDS:
        await scene.changes_nothing(town.staff, card, data(verb, scene.report), MOVED_ON)


async def test_replies_of_strangers_and_to_strange_messages_are_passed_over(scene: Scene) -> None:
    town = scene.town
    card = await card_of(town)
    neighbour = await town.people.join("郑科员", "zh")
    foreign = await town.people.group("别的群", [neighbour], bot="administrator")
    talk = await neighbour.text("你好", chat=foreign)
    await stands_still(town)
    before = kept(town)
    await neighbour.text("已解决", chat=foreign, reply_to=talk["message_id"])
    await town.staff.text("今天谁值班", chat=town.groups[QUEUE])
    await stands_still(town)
    assert kept(town) == before
    assert card["message_id"] == (await card_of(town))["message_id"]


def forged(chance: random.Random, known: list[int]) -> str:
    """Data such as nobody's buttons carry: noise, mutilated data, real verbs with anything behind them."""
    letters = "AaLMPRsmcynxokwfurqtplz:.-_0129蛋\x00😀 \u202e"
    noise = "".join(chance.choice(letters) for _ in range(chance.randrange(70)))
    about = chance.choice([*known, 0, chance.getrandbits(63)])
    verb = chance.choice(list(Verb))
    argument = chance.choice([ARGUMENTS.get(verb, ""), "", "x", "reject", "assign", "3", "²", "9" * 24])
    real = f"{verb}:{encode(Press(Verb.PIN, about)).split(':')[1]}:{argument}{chance.choice(['', ':r', ':z', ':a'])}"
    at = chance.randrange(len(real))
    return chance.choice([noise, real, real[:at] + noise[:3] + real[at + 1 :]])


@pytest.mark.parametrize("seed", range(4))
async def test_no_data_makes_a_press_fail(scene: Scene, seed: int) -> None:
    town, chance = scene.town, random.Random(seed)  # noqa: S311  nothing secret: the same presses each time
    places = [
        (town.staff, await card_of(town)),
        (scene.stranger, (await bot_messages(town, scene.stranger.id))[0]),
        (scene.rider, (await bot_messages(town, scene.rider.id))[-1]),
    ]
    for _ in range(60):
        presses = [
            await person.press(message, forged(chance, [scene.report, scene.draft, scene.prompt]))
            for person, message in places
        ]
        for press in presses:
            await press.toast()
    await stands_still(town)
    assert not parked(town)
