"""What people say besides reports is known by the table, and what names a problem stays a report."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from districts.shipped import shipped_suggester
from domain.language.intents import Intent, IntentReader, weighed
from domain.language.suggestion import Opens

DATA = Path(__file__).parents[3] / "data"
READER = IntentReader()
SUGGESTER = shipped_suggester()
SIMPLIFIED, TRADITIONAL = "积分怎么谢谢电话号码修好", "積分怎麼謝謝電話號碼修好"


def meant(text: str) -> Intent:
    return weighed(READER.read(text), SUGGESTER.read(text).opens)


def rows_of(name: str) -> list[tuple[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["intent"]) for row in csv.DictReader(file)]


DEVELOPED = rows_of("intents.csv")
SAID = [(text, intent) for text, intent in DEVELOPED if meant(text).value == intent not in {"report", "none"}]


@pytest.mark.parametrize(("name", "floor"), [("intents.csv", 0.965), ("intents_held_back.csv", 0.89)])
def test_enough_texts_are_known(name: str, floor: float) -> None:
    rows = rows_of(name)
    found = [(meant(text), intent) for text, intent in rows]
    right = sum(each.value == intent or (each, intent) == (Intent.HOWTO, "none") for each, intent in found)
    assert right / len(rows) >= floor


@pytest.mark.parametrize(
    "text",
    [
        *("投诉路灯不亮", "谢谢，另外井盖丢了", "你好，楼道灯坏了", "hi there is a broken light", "垃圾没人管"),
        *("谢谢，路灯还是不亮", "他妈的这破路又坏了", "thanks but the lamp is still broken", "在吗 楼道灯不亮"),
    ],
)
def test_what_names_a_problem_stays_a_report(text: str) -> None:
    assert meant(text) is Intent.REPORT


@pytest.mark.parametrize(
    "text",
    [
        *(
            "怎么上报",
            "一天能报几个",
            "一天能报几次",
            "每天能报多少",
            "需要拍照吗",
            "能发语音吗",
            "可以匿名吗",
            "这个能报吗",
        ),
        *("how do I report?", "how many can I report a day", "how do I add a photo", "do I need to send my location?"),
    ],
)
def test_how_reporting_works_is_a_question_of_its_own(text: str) -> None:
    assert meant(text) is Intent.HOWTO


@pytest.mark.parametrize(
    "text",
    [
        *(
            "这个归谁管？",
            "能不能修一下？",
            "怎么办？",
            "怎么回事",
            "怎么拍都拍不清",
            "怎么还没人修？",
            "怎么上报的井盖还没修",
        ),
        *("can you fix this?", "can you send a truck", "can you send someone", "what can be done about this?"),
    ],
)
def test_questions_about_what_is_there_are_not_of_how_reporting_works(text: str) -> None:
    assert meant(text) is not Intent.HOWTO


def test_a_long_complaint_is_known_by_its_beginning_and_end() -> None:
    text = "你们的服务态度太差了，我非常失望。" + "这件事说来话长，请听我慢慢道来。" * 200 + "我要投诉你们不作为！"
    assert meant(text) is Intent.COMPLAINT


def test_a_long_letter_about_a_problem_stays_a_report() -> None:
    text = "尊敬的领导：" + "我家门口的路灯坏了，晚上很黑。" * 40 + "你们的态度太差了，请尽快维修。"
    assert meant(text) is Intent.REPORT


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        *(("几时有人嚟呀", "progress"), ("啥前儿来修啊", "progress"), ("when's the crew coming", "progress")),
        *(("帮我揾个真人", "person"), ("转 人 工", "person"), ("helloooo", "greeting"), ("thanxxx", "thanks")),
        *(("握草", "swearing"), ("m*therfucker", "swearing"), ("how many pts have i got", "points")),
        ("my number is one three eight 0000 4468", "phone"),
    ],
)
def test_dialects_slips_and_short_forms_say_the_same(text: str, intent: str) -> None:
    assert meant(text).value == intent


def test_idle_talk_is_sure_to_be_nothing_where_the_suggester_half_guesses() -> None:
    assert weighed(READER.read("国足又输了"), Opens.ASK) is Intent.NONE
    assert weighed(READER.read("国足又输了"), Opens.YES) is Intent.REPORT
    assert weighed(READER.read("那边那个东西"), Opens.ASK) is Intent.REPORT


@pytest.mark.parametrize("text", ["谢谢小区3号楼", "人工湖", "你好公寓2栋", "草坪", "今天真热", "讲个笑话", "", "啊"])
def test_a_word_inside_another_says_nothing(text: str) -> None:
    assert READER.read(text).intent is Intent.NONE


@given(st.sampled_from(SAID), st.sampled_from(["!", "。", "~", "!!", " ", "…", "\n"]))
def test_case_width_and_closing_signs_change_no_intent(said: tuple[str, str], end: str) -> None:
    text, intent = said
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
    for written in (text.upper(), wide, text + end, f"  {text}"):
        assert READER.read(written).intent is READER.read(text).intent, (written, intent)


def test_traditional_characters_change_no_intent() -> None:
    to_traditional = str.maketrans(SIMPLIFIED, TRADITIONAL)
    for text, _ in SAID:
        assert READER.read(text.translate(to_traditional)).intent is READER.read(text).intent, text


@given(st.text(max_size=5000))
def test_any_text_is_read(text: str) -> None:
    assert READER.read(text).intent in Intent
