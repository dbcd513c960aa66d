"""Which answers are Telegram's: a gateway that speaks JSON, too, says nothing of our token or our message."""

import pytest

from bot.answers import NotTelegram, read_answer, told_by_telegram

TELEGRAMS = b'{"ok":false,"error_code":404,"description":"Not Found"}'


@pytest.mark.parametrize(
    "page", [b"<html>", b"[]", b'{"message":"no Route matched with those values"}', b'{"ok":true}', b"null"]
)
@pytest.mark.parametrize("status", [302, 401, 404, 502])
def test_an_error_in_another_form_is_of_who_stands_between(status: int, page: bytes) -> None:
    with pytest.raises(NotTelegram):
        told_by_telegram(status, page)


def test_telegrams_own_errors_come_as_they_are() -> None:
    assert told_by_telegram(404, TELEGRAMS) == (404, TELEGRAMS)
    assert read_answer(TELEGRAMS)["error_code"] == 404


@pytest.mark.parametrize("page", [b"<html>", b'{"login":"https://wifi.example"}', b'{"ok":true}', b"7"])
def test_a_page_that_says_200_is_no_answer(page: bytes) -> None:
    with pytest.raises(NotTelegram):
        read_answer(page)


def test_an_empty_result_is_an_answer() -> None:
    assert read_answer(b'{"ok":true,"result":[]}') == {"ok": True, "result": []}
