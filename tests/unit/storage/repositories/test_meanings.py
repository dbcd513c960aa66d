"""Every meaning comes back from its JSON as it went in, and one written by 0.1 as what it is now."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.outgoing.rendering  # noqa: F401  knows every meaning
from domain.messages import MEANINGS, Meaning
from domain.people.messages import Welcome
from domain.reporting.messages import FromStaff, RefusalTold, ReportsList, StatusTold
from domain.tickets.messages import HalfTime, Reopened
from storage.repositories.meanings import Unreadable, read_meaning, write_meaning

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))  # degrees, of places that can be


@given(st.one_of([st.from_type(kind) for kind in MEANINGS.values()]))
def test_a_meaning_comes_back_as_it_was(meaning: Meaning) -> None:
    assert read_meaning(write_meaning(meaning)) == meaning


def test_a_meaning_lies_under_its_name() -> None:
    assert json.loads(write_meaning(Reopened(3, "gas", "不亮")))["meaning"] == "nudge_reopened"


@pytest.mark.parametrize("stored", ['{"meaning":"telegram"}', '{"meaning":"draft_card","draft_id":"no"}', "?", "[]"])
def test_a_meaning_that_cannot_be_read_keeps_its_form(stored: str) -> None:
    meaning = read_meaning(stored)
    assert isinstance(meaning, Unreadable)
    assert write_meaning(meaning) == stored


def test_a_name_is_given_once() -> None:
    with pytest.raises(TypeError, match="reopened"):
        type("Other", (Meaning,), {}, name="nudge_reopened")


@pytest.mark.parametrize(
    ("kind", "report_id", "fields", "meaning"),
    [
        ("status", 7, {"status": "on_hold", "action": "hold", "words": "配件", "until": "1800000000000"},
         StatusTold(7, "on_hold", "配件", until=1_800_000_000_000)),
        ("status", 7, {"status": "rejected", "action": "reject", "words": "", "reason": "false"},
         StatusTold(7, "rejected", reason="false")),
        ("from_staff", 7, {"words": "好", "photo": "5"}, FromStaff(7, "好", 5)),
        ("from_staff", 7, {"words": "好", "photo": ""}, FromStaff(7, "好")),
        ("refused", None, {"error": "Incomplete", "missing": "photo,place"},
         RefusalTold("Incomplete", ("photo", "place"))),
        ("refused", None, {"error": "Stale", "missing": ""}, RefusalTold("Stale")),
        ("reports", None, {"page": "2"}, ReportsList(2)),
        ("welcome", None, {"agreed": "yes"}, Welcome(agreed=True)),
        ("welcome", None, {}, Welcome()),
    ],
)  # fmt: skip
def test_a_notice_of_the_last_release_is_read(
    kind: str, report_id: int | None, fields: dict[str, str], meaning: Meaning
) -> None:
    old = {"meaning": "notice", "kind": kind, "report_id": report_id, "fields": fields, "reply_to": None, "edits": None}
    assert read_meaning(json.dumps(old)) == meaning


def test_a_nudge_of_the_last_release_is_read() -> None:
    old = {"meaning": "nudge", "report_id": 7, "queue": "gas", "kind": "half_time", "fields": {}}
    assert read_meaning(json.dumps(old)) == HalfTime(7, "gas")
