"""The program's own source, parsed once, for the tests of its structure."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PRODUCT = (
    "domain",
    "services",
    "texts",
    "handlers",
    "storage",
    "places",
    "media",
    "web",
    "bot",
    "districts",
    "files",
    "lab",
    "cli",
    "demo",
)
"""Every room but the playground, which is a Telegram of its own."""
ROOMS = (*PRODUCT, "playground")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def trees(*folders: str) -> dict[str, ast.Module]:
    """Every module below these folders by its path from the root."""
    sources = sorted(source for folder in folders for source in (ROOT / folder).glob("**/*.py"))
    return {source.relative_to(ROOT).as_posix(): ast.parse(source.read_text(encoding="utf-8")) for source in sources}


@cache
def nodes(*folders: str) -> list[tuple[str, ast.AST]]:
    """Every node of their modules with its module's path."""
    return [(name, node) for name, tree in trees(*folders).items() for node in ast.walk(tree)]


def dotted(node: ast.AST) -> str:
    """`a.b.c` of attributes of a name; of anything else the attributes alone."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
