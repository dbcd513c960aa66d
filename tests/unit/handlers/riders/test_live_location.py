"""Which location counts as the sender's own, live."""

from typing import Any

import pytest
from telegram import Message

from handlers.riders.live_location import LIVE

SOMEBODY = {"id": 7, "is_bot": False, "first_name": "七"}
LOCATION = {"latitude": 37.4, "longitude": 116.3, "live_period": 3600}


def message(**changes: Any) -> Message:
    sent = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "from": SOMEBODY, "location": LOCATION}
    return Message.de_json({**sent, **changes})


def test_a_location_that_the_sender_s_phone_shares_is_live() -> None:
    assert LIVE.filter(message())


@pytest.mark.parametrize(
    "changes",
    [
        {"location": {"latitude": 37.4, "longitude": 116.3}},
        {"forward_origin": {"type": "user", "date": 1, "sender_user": SOMEBODY}},
        {"via_bot": {"id": 8, "is_bot": True, "first_name": "地图"}},
    ],
    ids=["at rest", "forwarded", "through another bot"],
)
def test_any_other_is_a_place(changes: dict[str, Any]) -> None:
    assert not LIVE.filter(message(**changes))
