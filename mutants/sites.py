"""Where a mutant may be made, and which are drawn."""

import ast
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final

from mutants.operators import Site, Variant, constants, sites_at
from mutants.source import Source, changed_lines, differs

ROOMS: Final = ("domain", "services", "bot")
_LOGGING: Final = ("log.", "logging.", "structlog.")
_TYPING: Final = ("TypeVar", "NewType", "ParamSpec")
_SHORT: Final = 8
"""A list of more constants than these is data: one place, however long it is."""


@dataclass(frozen=True)
class Mutant:
    """One change of one file."""

    path: str
    line: int
    before: bytes
    after: bytes

    @cached_property
    def lines(self) -> tuple[str, str]:
        """What was taken out, and what was put in."""
        return changed_lines(self.before, self.after)

    @property
    def key(self) -> str:
        """Its name in files: the same as long as its file is."""
        return f"{self.path}:{self.line}:{sha256(self.after).hexdigest()[:16]}"


def sources(root: Path, only: Sequence[str] = ()) -> list[Source]:
    """The files that may be mutated, those below `only` where it names any."""
    paths = sorted(path for room in ROOMS for path in (root / room).glob("**/*.py"))
    names = [path.relative_to(root).as_posix() for path in paths]
    wanted = [name for name in names if not only or name.startswith(tuple(only))]
    return [Source(name, (root / name).read_bytes()) for name in wanted]


def draw(files: Sequence[Source], seed: int, count: int) -> list[Mutant]:
    """So many mutants, each place as likely as any other; the same for the same sources and seed."""
    chance = random.Random(seed)  # noqa: S311  a draw that can be repeated
    places = [(source, site) for source in files for site in sites(source)]
    chance.shuffle(places)
    drawn: list[Mutant] = []
    for source, site in places:
        mutant = mutated(source, chance.choice(site))
        if len(drawn) < count and differs(mutant.before, mutant.after):
            drawn.append(mutant)
        if len(drawn) == count:
            break
    return sorted(drawn, key=lambda each: (each.path, each.line, each.after))


def mutated(source: Source, variant: Variant) -> Mutant:
    """The mutant that a variant makes."""
    line = source.data.count(b"\n", 0, variant[0].start) + 1
    return Mutant(source.path, line, source.data, source.edited(variant))


def sites(source: Source) -> Iterator[Site]:
    """Every place of a file that may be changed."""
    for node in _mutable(source.tree):
        table = _constants(node)
        if len(table) > _SHORT:
            yield tuple(variant for each in table for site in constants(source, each) for variant in site)
        else:
            yield from sites_at(source, node)


def _mutable(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if len(_constants(node)) <= _SHORT:
        for child in _children(node):
            if not _is_left_alone(child):
                yield from _mutable(child)


def _constants(node: ast.AST) -> list[ast.Constant]:
    """The constants of a table that holds nothing else; of anything else none."""
    if isinstance(node, ast.Constant):
        return [node]
    if isinstance(node, ast.UnaryOp):
        return _constants(node.operand)
    if not isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
        return []
    parts = [part for part in ast.iter_child_nodes(node) if not isinstance(part, ast.expr_context)]
    found = [_constants(part) for part in parts]
    return [each for some in found for each in some] if all(found) else []


def _children(node: ast.AST) -> Iterable[ast.AST]:
    """What stands in a node, without types and decorators."""
    match node:
        case ast.AnnAssign():
            return [node.value] if node.value else []
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return [*node.args.defaults, *filter(None, node.args.kw_defaults), *node.body]
        case ast.ClassDef():
            return node.body
        case ast.Call(func=ast.Name(id="cast")):
            return node.args[1:]
        case ast.Raise():
            return []
        case _:
            return ast.iter_child_nodes(node)


def _is_left_alone(node: ast.AST) -> bool:
    """Docstrings, logging, protocols, representations, names of types, texts with fields in them."""
    match node:
        case ast.ClassDef():
            return any("Protocol" in ast.unparse(base) for base in node.bases)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return node.name == "__repr__"
        case (
            ast.Expr(value=ast.Constant(value=str()))
            | ast.JoinedStr()
            | ast.expr_context()
            | ast.Subscript(value=ast.Name(id="Literal"))
            | ast.If(test=ast.Name(id="TYPE_CHECKING"))
            | ast.Assign(targets=[ast.Name(id="__all__")])
        ):
            return True
        case ast.Expr(value=ast.Call() as call) | (ast.Call() as call):
            called = ast.unparse(call.func)
            return called.startswith(_LOGGING) or called in _TYPING
        case _:
            return False
