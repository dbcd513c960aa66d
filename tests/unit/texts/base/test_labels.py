"""The labels that riders' and staff's habits rely on, in both languages; an emoji may stand before them."""

import pytest

from texts.base.wording import words_of

LABELS = {
    "welcome.key_agree": ("同意", "I agree"),
    "draft.key_submit": ("提交", "Submit"),
    "draft.key_category": ("类别", "Category"),
    "draft.key_place": ("位置", "Place"),
    "draft.key_note": ("说明", "Note"),
    "draft.key_cancel": ("取消", "Cancel"),
    "draft.key_same": ("是同一个", "Same problem"),
    "draft.key_different": ("不是", "Different"),
    "receipt.key_withdraw": ("撤回", "Withdraw"),
    "action.accept": ("受理", "Accept"),
    "action.start": ("开始处置", "Start"),
    "action.resolve": ("已解决", "Resolved"),
    "action.bounce": ("退回", "Not ours"),
    "action.reject": ("不予受理", "Reject"),
    "action.hold": ("挂账", "On hold"),
    "resolved.key_fixed": ("修好了", "Fixed"),
    "resolved.key_not_fixed": ("没修好", "Not fixed"),
    "reply.resolve": ("已解决", "Resolved"),
    "reply.rider": ("转给上报人", "Send to the rider"),
    "reply.note": ("内部备注", "Note for staff"),
    "help.key_report": ("就报这个", "Report this"),
}


@pytest.mark.parametrize(("key", "labels"), LABELS.items())
def test_labels_are_those_that_people_know(key: str, labels: tuple[str, str]) -> None:
    for language, label in zip(("zh", "en"), labels, strict=True):
        emoji, _, said = words_of(language).plain(key).partition(" ")
        assert said == label
        assert not emoji.isascii()


def test_the_key_for_a_location_is_named_as_the_help_names_it() -> None:
    for language, label in (("zh", "📍 发送位置"), ("en", "📍 Send location")):
        words = words_of(language)
        assert words.plain("location.key") == label
        assert label in words.plain("how_to")
        assert label.removeprefix("📍 ") in words.plain("menu.place")
