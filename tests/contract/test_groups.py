"""What stands in chats: groups of queues, one-time codes, questions, live messages."""

from dataclasses import replace

import pytest

from domain.tickets.fitness import Lack
from domain.tickets.membership import Membership
from domain.tickets.proof import Doubt
from domain.tickets.staff import Prompt, PromptStage, QueueChat
from services.ports.live_messages import LiveMessage
from services.ports.retention import Kept
from services.ports.transaction import Transaction
from storage.database import Database

GROUP = -1_000_000_000_001


@pytest.fixture
def prompt() -> Prompt:
    return Prompt(
        id=50,
        report_id=20,
        queue="property",
        action="bounce",
        chat_id=GROUP,
        thread_id=None,
        user_id=9,
        user_name="小李",
        reply_to=70,
        words="",
        photo_ids=(),
        stage=PromptStage.OPEN,
        asked_at=1_000,
        expires_at=2_000,
    )


@pytest.fixture
def message() -> LiveMessage:
    return LiveMessage("card:20", GROUP, 70, 20, None, "photo", "face", live=True)


async def test_a_queue_works_in_one_group(database: Database) -> None:
    first = QueueChat("property", GROUP, None, 5)
    second = QueueChat("property", GROUP - 1, 7, 6)
    assert await database.read(lambda tx: tx.queues.chat("property")) is None
    await database.write(lambda tx: tx.queues.link(first))
    assert await database.read(lambda tx: tx.queues.chat("property")) == first
    await database.write(lambda tx: tx.queues.link(second))
    assert await database.read(lambda tx: tx.queues.chat("property")) == second
    assert await database.read(lambda tx: tx.queues.of_chat(GROUP)) == []


async def test_a_group_may_be_several_queues_and_moves_with_them(database: Database) -> None:
    async def link(tx: Transaction) -> None:
        await tx.queues.link(QueueChat("triage", GROUP, 3, 5))
        await tx.queues.link(QueueChat("committee", GROUP, 4, 5))

    await database.write(link)
    await database.write(lambda tx: tx.queues.move_chat(GROUP, GROUP - 1))
    assert await database.read(lambda tx: tx.queues.of_chat(GROUP)) == []
    moved = await database.read(lambda tx: tx.queues.of_chat(GROUP - 1))
    assert moved == [QueueChat("committee", GROUP - 1, 4, 5), QueueChat("triage", GROUP - 1, 3, 5)]


async def test_what_a_rider_asked_is_kept_and_found_where_no_queue_works_any_more(database: Database) -> None:
    async def stand(tx: Transaction) -> None:
        await tx.queues.link(QueueChat("supervisors", GROUP, None, 5))
        for number, (chat, key) in enumerate(
            [(GROUP, "asked:7:1:a"), (GROUP - 1, "asked:7:2:b"), (GROUP, "asked:77:1:a")]
        ):
            said = LiveMessage(key, chat, 70 + number, None, None, "text", "face", live=True)
            await tx.messages.put(said, 1_000)
        await tx.messages.put(LiveMessage("help", GROUP, 80, None, None, "text", "face", live=True), 1_000)

    await database.write(stand)
    assert await database.write(lambda tx: tx.retention.purge(Kept.OTHER_MESSAGES, 2_000, 1)), "the help goes"
    assert not await database.write(lambda tx: tx.retention.purge(Kept.OTHER_MESSAGES, 2_000, 1))
    assert sorted(await database.write(lambda tx: tx.erasure.asked(7))) == [(GROUP - 1, 71), (GROUP, 70)]


async def test_a_code_is_used_once_and_in_time(database: Database) -> None:
    async def use(code: str, now: int) -> str | None:
        return await database.write(lambda tx: tx.queues.use_code(code, now))

    await database.write(lambda tx: tx.queues.put_code("K7", "property", 2_000))
    await database.write(lambda tx: tx.queues.put_code("L8", "triage", 2_000))
    assert await use("unknown", 1_000) is None
    assert await use("K7", 1_999) == "property"
    assert await use("K7", 1_999) is None
    assert await use("L8", 2_000) is None


async def test_a_prompt_is_saved_and_found_while_it_is_open(database: Database, prompt: Prompt) -> None:
    await database.write(lambda tx: tx.queues.add_prompt(prompt))
    assert await database.read(lambda tx: tx.queues.prompt(50)) == prompt
    assert await database.read(lambda tx: tx.queues.prompt(51)) is None
    assert await database.read(lambda tx: tx.queues.open_prompts(GROUP, 9)) == [prompt]
    assert await database.read(lambda tx: tx.queues.open_prompts(GROUP, 8)) == []
    answered = replace(prompt, stage=PromptStage.ANSWERED, words="好", photo_ids=(3, 2**50), thread_id=4)
    answered = replace(answered, clip_ids=(2**50, 5), late_for="hold", away_m=1_234, doubts=(Doubt.FAR, Doubt.TINY))
    await database.write(lambda tx: tx.queues.save_prompt(answered))
    assert await database.read(lambda tx: tx.queues.prompt(50)) == answered
    assert await database.read(lambda tx: tx.queues.open_prompts(GROUP, 9)) == []


async def test_open_prompts_come_newest_first(database: Database, prompt: Prompt) -> None:
    async def ask(tx: Transaction) -> None:
        await tx.queues.add_prompt(replace(prompt, id=52, asked_at=1_500))
        await tx.queues.add_prompt(prompt)

    await database.write(ask)
    assert [each.id for each in await database.read(lambda tx: tx.queues.open_prompts(GROUP, 9))] == [52, 50]


async def test_one_message_of_a_key_is_live(database: Database, message: LiveMessage) -> None:
    later = replace(message, message_id=80, content_hash="other")
    await database.write(lambda tx: tx.messages.put(message, 1_000))
    assert await database.read(lambda tx: tx.messages.of_key("card:20")) == message
    await database.write(lambda tx: tx.messages.put(later, 2_000))
    assert await database.read(lambda tx: tx.messages.of_key("card:20")) == later
    assert await database.read(lambda tx: tx.messages.at(GROUP, 70)) == replace(message, live=False)


async def test_an_edited_message_shows_its_new_face(database: Database, message: LiveMessage) -> None:
    edited = replace(message, content_hash="new", shape="photo")
    await database.write(lambda tx: tx.messages.put(message, 1_000))
    await database.write(lambda tx: tx.messages.put(edited, 2_000))
    assert await database.read(lambda tx: tx.messages.of_key("card:20")) == edited


async def test_a_deleted_message_is_forgotten(database: Database, message: LiveMessage) -> None:
    await database.write(lambda tx: tx.messages.put(message, 1_000))
    await database.write(lambda tx: tx.messages.forget(GROUP, 70))
    assert await database.read(lambda tx: tx.messages.of_key("card:20")) is None
    assert await database.read(lambda tx: tx.messages.at(GROUP, 70)) is None


async def test_a_group_is_found_by_its_old_id(database: Database) -> None:
    for expected in (-5, -1005, -1005):  # Telegram says it in both chats; a group of no queue is nobody's
        await database.write(lambda tx: tx.queues.move_chat(-5, -1005))
        assert await database.read(lambda tx: tx.queues.present_chat(-5)) == expected
        await database.write(lambda tx: tx.queues.link(QueueChat("property", -5, None, 1)))


@pytest.mark.parametrize("inside", [True, False, None])
async def test_what_was_heard_of_a_person_last_is_kept_for_its_time(database: Database, *, inside: bool | None) -> None:
    heard = Membership(-5, 9, inside, at=7)
    await database.write(lambda tx: tx.memberships.note(replace(heard, inside=True, at=6)))
    await database.write(lambda tx: tx.memberships.note(heard))
    await database.write(lambda tx: tx.memberships.purge(7))
    assert await database.read(lambda tx: tx.memberships.heard(-5, 9)) == heard
    assert await database.read(lambda tx: tx.memberships.heard(-5, 8)) is None
    await database.write(lambda tx: tx.memberships.purge(8))
    assert await database.read(lambda tx: tx.memberships.heard(-5, 9)) is None


async def test_what_a_group_lacks_is_kept_until_it_is_looked_at_anew(database: Database) -> None:
    for lacks in ((), (Lack.DELETE, Lack.PRIVACY), (Lack.PIN,), ()):
        await database.write(lambda tx, lacks=lacks: tx.queues.keep_lacks(-5, lacks))  # type: ignore[misc]
        assert await database.read(lambda tx: tx.queues.lacks(-5)) == lacks
        assert await database.read(lambda tx: tx.queues.lacks(-6)) == ()
