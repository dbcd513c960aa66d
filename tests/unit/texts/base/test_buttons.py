"""How keys are laid out, so that a phone 360 pixels wide cuts none."""

from hypothesis import given
from hypothesis import strategies as st

from domain.language.widths import columns, room
from texts.base.buttons import fitted, in_rows
from texts.base.screen import Button

LABELS = st.text("aé灯😀…", min_size=1, max_size=40)
KEYS = st.lists(st.builds(Button, LABELS, st.text("ab", max_size=4)), max_size=12)


@given(keys=KEYS, width=st.integers(1, 3))
def test_keys_keep_their_order_and_no_row_holds_more_than_asked(keys: list[Button], width: int) -> None:
    rows = in_rows(keys, width)
    assert [each for row in rows for each in row] == keys
    assert all(1 <= len(row) <= width for row in rows)


@given(rows=st.lists(KEYS.map(tuple), max_size=5))
def test_nothing_laid_out_is_wider_than_its_share_of_a_row(rows: list[tuple[Button, ...]]) -> None:
    laid = fitted(rows)
    assert all(columns(each.text) <= room(len(row)) for row in laid for each in row)
    assert [each.press for row in laid for each in row] == [each.press for row in rows for each in row]
    assert fitted(laid) == laid


def test_a_wide_key_gets_a_row_and_its_neighbours_go_on_in_pairs() -> None:
    narrow, wide = Button("路灯不亮"), Button("非机动车、共享单车乱停放")
    assert in_rows([narrow, narrow, wide, narrow, narrow]) == ((narrow, narrow), (wide,), (narrow, narrow))
    assert fitted(((narrow, wide),)) == ((narrow,), (wide,))


def test_what_no_row_holds_ends_in_an_ellipsis() -> None:
    ((shown,),) = fitted(((Button("黄河涯、宋官屯、赵虎、抬头寺居民委员会"),),))
    assert shown.text == "黄河涯、宋官屯、赵虎、抬头寺居…"
