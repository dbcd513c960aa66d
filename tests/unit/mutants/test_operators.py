import pytest

from mutants.sites import sites
from mutants.source import Source, changed_lines, differs


def variants(text: str) -> set[str]:
    source = Source("domain/some.py", text.encode())
    return {source.edited(variant).decode() for site in sites(source) for variant in site}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b", {"a <= b", "a >= b"}),
        ("(a) >= (b)", {"(a) > (b)", "(a) < (b)"}),
        ("a is not b", {"a is b"}),
        ("a not in b", {"a in b"}),
        ("人 == b", {"人 != b"}),
        ("a < b == c", {"a <= b == c", "a >= b == c", "a < b != c"}),
        ("a and b and c", {"a or b and c", "a and b or c"}),
        ("not a", {"a"}),
        ("-a", {"a"}),
        ("a + b", {"a - b"}),
        ("a // b", {"a * b"}),
        ("a | b", {"a & b"}),
        ("a -= b", {"a += b"}),
        ("x = 3", {"x = 4"}),
        ("x = True", {"x = False"}),
        ("x = 'ab'", {"x = 'abXX'"}),
        ("x = None", set()),
        ("a if b else c", {"a if (not (b)) else c"}),
        ("[a for a in b if a]", {"[a for a in b if (not (a))]"}),
        ("f(a)", {"pass"}),
        ("x = f(a, b=c)", {"x = f(a, )"}),
        ("x = f(b=c, **d)", {"x = f(**d)"}),
        ("x = {a: b, c: d}", {"x = {a: d, c: b}"}),
        ("x = {a: b, c: b}", set()),
        ("x = {a, b, c}", {"x = {b, c}", "x = {a, c}", "x = {a, b}"}),
        ("x = a, b", {"x = b,", "x = a,"}),
    ],
)
def test_a_line_and_what_becomes_of_it(text: str, expected: set[str]) -> None:
    assert variants(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("return a", {"return None"}),
        ("return", {"pass"}),
        ("return None", set()),
        ("return True", {"return False", "return None"}),
        ("await a(b)", {"pass"}),
        ("raise Wrong(1)", {"pass"}),
        ("log.info('said', count=1)", set()),
        ("'''Words.'''", set()),
        ("x: list[1] = y", set()),
        ("x = f'{a + 1}'", set()),
        ("x: A = cast('A', y)", set()),
    ],
)
def test_a_line_of_a_function(line: str, expected: set[str]) -> None:
    head = "async def f(a: int) -> int:\n    "
    assert {each.removeprefix(head) for each in variants(head + line)} == expected


@pytest.mark.parametrize(
    "text",
    [
        "class P(Protocol):\n    def f(self, a: int = 1) -> int: ...\n",
        "class A:\n    def __repr__(self) -> str:\n        return 'A'\n",
        "@dataclass(frozen=True)\nclass A:\n    a: int\n",
        "Both = One | Other\n",
        "Kind = Literal['a', 'b']\n",
        "T = TypeVar('T')\n",
        "def f() -> None:\n    'Words.'\n",
    ],
)
def test_what_says_nothing_is_left_alone(text: str) -> None:
    assert not variants(text)


def test_defaults_and_fields_count() -> None:
    assert variants("def f(a=1, *, b=2): ...") == {"def f(a=2, *, b=2): ...", "def f(a=1, *, b=3): ..."}
    assert variants("class A:\n    a: int = 1\n") == {"class A:\n    a: int = 2\n"}


def test_jumps_and_bare_conditions_are_turned_round() -> None:
    text = "while a:\n    if b:\n        continue\n    break"
    swapped = {text.replace("continue", "break"), text.replace("break", "continue")}
    assert variants(text) == swapped | {text.replace("a:", "(not (a)):"), text.replace("b:", "(not (b)):")}


def test_a_long_list_of_data_is_one_place() -> None:
    source = Source("domain/some.py", f"x = {list(range(50))}".encode())
    (site,) = sites(source)
    assert len(site) == 50


def test_a_comment_between_operands_is_no_sign() -> None:
    assert variants("x = (a  # b < c\n  < b)") == {"x = (a  # b < c\n  <= b)", "x = (a  # b < c\n  >= b)"}


def test_only_another_meaning_is_a_mutant() -> None:
    assert differs(b"a = 1", b"a = 2")
    assert not differs(b"a = 1", b"a = (1)")
    assert not differs(b"a = 1", b"a = (")


def test_the_changed_lines_are_told_without_indent() -> None:
    assert changed_lines(b"if a:\n    b = 1\n", b"if a:\n    b = 2\n") == ("b = 1", "b = 2")
