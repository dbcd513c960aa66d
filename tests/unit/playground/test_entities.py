"""The playground reads Telegram's HTML as tdlib does, in UTF-16 units and with byte offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.entities import format_text, parse_html, utf16_length
from playground.errors import Refusal

READ = [
    ("<b>a</b>", "a", [("bold", 0, 1)]),
    ("<strong>a</strong> <em>b</em>", "a b", [("bold", 0, 1), ("italic", 2, 1)]),
    ("😀<i>б</i>", "😀б", [("italic", 2, 1)]),
    ("<b>x<i>y</i></b>", "xy", [("bold", 0, 2), ("italic", 1, 1)]),
    ("<B>a</b>", "a", [("bold", 0, 1)]),
    ("<b>a</>", "a", [("bold", 0, 1)]),
    ("<b></b>a", "a", []),
    ("&lt;b&gt; &amp; &quot;&#65;&#x42;&nbsp;", '<b> & "AB&nbsp;', []),
    ("a & b", "a & b", []),
    ("<s>a</s><u>b</u><del>c</del>", "abc", [("strikethrough", 0, 1), ("underline", 1, 1), ("strikethrough", 2, 1)]),
    ("<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>", "ab", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
    ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
    ("<pre>a</pre><code>b</code>", "ab", [("pre", 0, 1), ("code", 1, 1)]),
]

REFUSED = [
    ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<script>", 'Unsupported start tag "script" at byte offset 0'),
    ("井<x>", 'Unsupported start tag "x" at byte offset 3'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("a</b>", "Unexpected end tag at byte offset 1"),
    ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("<b>a</b", "Unclosed end tag at byte offset 4"),
    ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
    ("<a ='x'>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ('<a href="x', "Unclosed start tag at byte offset 0"),
    ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
]


@pytest.mark.parametrize(("source", "plain", "expected"), READ)
def test_html_becomes_text_and_entities(source: str, plain: str, expected: list[tuple[str, int, int]]) -> None:
    text, entities = parse_html(source)
    assert text == plain
    assert [(e["type"], e["offset"], e["length"]) for e in entities] == expected


@pytest.mark.parametrize(("source", "expected"), REFUSED)
def test_broken_html_is_refused_in_the_servers_words(source: str, expected: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_html(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {expected}"


def test_links_keep_their_address_and_languages_join() -> None:
    assert parse_html('<a href="https://x.cn/?a=1&amp;b=2">x</a>')[1][0]["url"] == "https://x.cn/?a=1&b=2"
    assert parse_html("<a>x.cn</a>")[1][0]["url"] == "http://x.cn"
    assert parse_html("<a href='nothing'>x</a>")[1] == []
    assert parse_html("<a href='tg://user?id=7'>x</a>")[1][0]["type"] == "text_mention"
    (entity,) = parse_html('<pre><code class="language-python">x</code></pre>')[1]
    assert (entity["type"], entity["language"]) == ("pre", "python")


def test_commands_addresses_and_tags_are_found_outside_code() -> None:
    text = "/report_2611_0042 见 https://x.cn/a。 @somebody #路灯 <code>/no</code> a/b"
    plain, entities = format_text(text, "HTML", [])
    found = {plain[e["offset"] : e["offset"] + e["length"]]: e["type"] for e in entities}
    assert found == {
        "/report_2611_0042": "bot_command",
        "https://x.cn/a": "url",
        "@somebody": "mention",
        "#路灯": "hashtag",
        "/no": "code",
    }


def test_space_around_a_text_is_cut_and_its_entities_move() -> None:
    assert format_text(" \n <b> a </b> ", "HTML", []) == ("a", [{"type": "bold", "offset": 0, "length": 1}])


@given(st.text())
def test_text_without_marks_stays_as_it_is(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(escaped) == (text, [])


@given(st.text())
def test_length_is_counted_in_utf16(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(st.text(alphabet="<>/ab=\"' &;#x1井"))
def test_any_input_is_read_or_refused(source: str) -> None:
    try:
        plain, entities = parse_html(source)
    except Refusal:
        return
    assert all(e["offset"] + e["length"] <= utf16_length(plain) for e in entities)
