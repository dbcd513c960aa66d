"""The statements of a file: on which lines they stand, what they name, and when they run."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Statement:
    """A simple statement, or the head of one that holds others.

    What runs at import `defines` names: of a field first its own, then its class's. What runs in a call defines none.
    """

    path: str
    lines: range
    uses: frozenset[str]
    defines: tuple[str, ...] = ()
    at_import: bool = False
    inside: range = range(0)
    """The lines of a function's body, whose defaults run at import and are used inside."""


def statements_of(path: str, tree: ast.Module) -> list[Statement]:
    """Every statement of a file, in its order."""
    return list(_below(path, tree.body, (), at_import=True))


def _below(path: str, body: list[ast.stmt], owners: tuple[str, ...], *, at_import: bool) -> Iterator[Statement]:
    for node in body:
        defines = (*_defined(node), *owners) if at_import else ()
        inside = range(_last(node) + 1, (node.end_lineno or 0) + 1) if isinstance(node, Function) else range(0)
        yield Statement(path, range(_first(node), _last(node) + 1), _used(node), defines, at_import, inside)
        inner = owners if not isinstance(node, ast.ClassDef) else (node.name, *owners)
        later = at_import and not isinstance(node, Function)
        for part in _bodies(node):
            yield from _below(path, part, inner, at_import=later)


def _bodies(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        yield getattr(node, name, [])
    for inner in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield inner.body


def _first(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])


def _last(node: ast.stmt) -> int:
    """The last line of a simple statement, or that before the body; of one with cases or handlers its end."""
    body: list[ast.stmt] = next((part for part in _bodies(node) if part), [])
    if body and not isinstance(node, ast.Match | ast.Try | ast.TryStar):
        return max(node.lineno, body[0].lineno - 1)
    return node.end_lineno or node.lineno


def _defined(node: ast.stmt) -> tuple[str, ...]:
    if isinstance(node, Function | ast.ClassDef):
        return (node.name,)
    targets = getattr(node, "targets", [getattr(node, "target", None)])
    names = [each for target in targets if target is not None for each in ast.walk(target)]
    return tuple(each.id for each in names if isinstance(each, ast.Name))


def _used(node: ast.stmt) -> frozenset[str]:
    """What the statement itself names, but for types."""
    found: set[str] = set()
    waiting: list[ast.AST] = [node]
    while waiting:
        for name, value in ast.iter_fields(waiting.pop()):
            if name not in {"annotation", "returns", "type_params"}:
                parts = value if isinstance(value, list) else [value]
                waiting += [part for part in parts if isinstance(part, ast.AST) and not isinstance(part, ast.stmt)]
        found |= {word for each in waiting for word in _words(each)}
    return frozenset(found)


def _words(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=word, ctx=ast.Load()) | ast.Attribute(attr=word):
            yield word
        case ast.keyword(arg=str(word)):
            yield word
