import pytest

from mutants.trees import Ended
from mutants.trial import Verdict, judged

CHOSEN = ["tests/a.py::test_b", "tests/a.py::test_b[1 - 2]"]


@pytest.mark.parametrize(
    ("ended", "verdict", "killer"),
    [
        (Ended(0, "3 passed"), Verdict.SURVIVED, ""),
        (Ended(5, "no tests ran"), Verdict.SURVIVED, ""),
        (Ended(None, ""), Verdict.TIMED_OUT, ""),
        (Ended(None, CHOSEN[0]), Verdict.TIMED_OUT, CHOSEN[0]),
        (Ended(1, "F\nFAILED tests/a.py::test_b - assert 1 == 2\n"), Verdict.KILLED, CHOSEN[0]),
        (Ended(1, "F\nFAILED tests/a.py::test_b[1 - 2] - assert 1\n"), Verdict.KILLED, CHOSEN[1]),
        (Ended(1, "F\nERROR tests/a.py::test_b\n"), Verdict.KILLED, CHOSEN[0]),
        (Ended(2, "ERROR tests/a.py - KeyError: 1\n"), Verdict.KILLED, "tests/a.py - KeyError: 1"),
        (Ended(4, "ImportError"), Verdict.KILLED, "ended with 4"),
    ],
)
def test_how_tests_ended_is_a_verdict(ended: Ended, verdict: Verdict, killer: str) -> None:
    assert judged(ended, CHOSEN) == (verdict, killer)
