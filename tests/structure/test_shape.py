"""App style that no linter holds: short files and functions, one sentence at the top, nothing of one machine."""

import ast
import re
import subprocess

from tests.sources import ROOMS, ROOT, Function, nodes, trees

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 50
SHORT = 25
SHORT_SHARE = 0.9
MODULES = trees(*ROOMS, "tests", "benchmarks", "mutants")
ELSEWHERE = re.compile(
    r"(?<![\w.])/(?:work|root|home/\w+)/|pypi\.org|pythonhosted|index-url|registry\.npmjs|mirrors?\.\w+\.\w+"
)


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_are_short() -> None:
    lengths = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in MODULES}
    assert not {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_FILE}


def test_functions_are_short() -> None:
    lengths = {
        f"{module}:{node.name}": length(node)
        for module, node in nodes(*ROOMS, "tests", "mutants")
        if isinstance(node, Function)
    }
    assert not {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_FUNCTION}
    assert sum(lines < SHORT for lines in lengths.values()) / len(lengths) >= SHORT_SHARE


def test_a_module_says_first_what_it_owns() -> None:
    first = {
        name: (ast.get_docstring(tree) or "").partition("\n")[0] for name, tree in trees(*ROOMS).items() if tree.body
    }
    assert not {name: said for name, said in first.items() if not re.fullmatch(r"\S.{10,}\.", said)}


def test_no_file_names_a_machine_or_a_registry() -> None:
    git = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    named: dict[str, str] = {}
    for name in filter(None, git.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and path.samefile(__file__) is False:
            found = ELSEWHERE.search(path.read_bytes().decode("utf-8", "ignore"))
            named |= {name: found[0]} if found else {}
    assert not named


def test_each_decision_has_a_number_of_its_own_and_says_it_first() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    titled = [re.match(r"# (\d+)\. ", page.read_text(encoding="utf-8")) for page in pages]
    assert [int(found[1]) if found else None for found in titled] == [int(page.name[:4]) for page in pages]
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
