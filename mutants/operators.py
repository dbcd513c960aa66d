"""What may be changed in a node: each operator is a function from a node to the variants of one place."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from mutants.source import Edit, Source

Variant = tuple[Edit, ...]
Site = tuple[Variant, ...]
"""The ways in which one place can be changed; one of them is drawn."""
Operator = Callable[[Source, Any], Iterator[Site]]

_COMPARISONS: Final[Mapping[type[ast.cmpop], tuple[str, tuple[str, ...]]]] = {
    ast.Lt: ("<", ("<=", ">=")),
    ast.LtE: ("<=", ("<", ">")),
    ast.Gt: (">", (">=", "<=")),
    ast.GtE: (">=", (">", "<")),
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
    ast.Is: ("is", ("is not",)),
    ast.IsNot: (r"is\s+not", ("is",)),
    ast.In: ("in", ("not in",)),
    ast.NotIn: (r"not\s+in", ("in",)),
}
_ARITHMETIC: Final[Mapping[type[ast.operator], tuple[str, str]]] = {
    ast.Add: (r"\+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: (r"\*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "*"),
    ast.Pow: (r"\*\*", "*"),
    ast.BitOr: (r"\|", "&"),
    ast.BitAnd: ("&", r"|"),
    ast.BitXor: (r"\^", "|"),
    ast.LShift: ("<<", ">>"),
    ast.RShift: (">>", "<<"),
}
_TYPE: Final = re.compile(r"_?[A-Z][A-Za-z]*[a-z]\w*")
_BARE: Final = (ast.Name, ast.Attribute, ast.Call, ast.Await, ast.Subscript, ast.NamedExpr)
"""Conditions that no other operator turns round."""
_PAIR: Final = 2


def comparisons(source: Source, node: ast.Compare) -> Iterator[Site]:
    """Turn a comparison round, or move its boundary."""
    for left, kind, right in zip([node.left, *node.comparators], node.ops, node.comparators, strict=False):
        pattern, others = _COMPARISONS[type(kind)]
        if where := _between(source, left, right, pattern):
            yield tuple((Edit(*where, other),) for other in others)


def connectives(source: Source, node: ast.BoolOp) -> Iterator[Site]:
    """`and` for `or`, and the other way round."""
    this, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
    for left, right in pairwise(node.values):
        if where := _between(source, left, right, this):
            yield ((Edit(*where, other),),)


def signs(source: Source, node: ast.UnaryOp) -> Iterator[Site]:
    """Leave out a `not` or a minus."""
    if isinstance(node.op, ast.Not | ast.USub):
        start = source.start(node)
        sign = re.match(r"(?:not|-)\s*", source.text(start, source.end(node)))
        if sign:
            yield ((Edit(start, start + sign.end(), ""),),)


def arithmetic(source: Source, node: ast.BinOp) -> Iterator[Site]:
    """Plus for minus and the like; unions of types are left alone."""
    if not any(isinstance(part, ast.Name) and _TYPE.fullmatch(part.id) for part in (node.left, node.right)):
        pattern, other = _ARITHMETIC.get(type(node.op), ("", ""))
        if pattern and (where := _between(source, node.left, node.right, pattern)):
            yield ((Edit(*where, other),),)


def increments(source: Source, node: ast.AugAssign) -> Iterator[Site]:
    """`+=` for `-=` and the like."""
    pattern, other = _ARITHMETIC.get(type(node.op), ("", ""))
    if pattern and (where := _between(source, node.target, node.value, pattern + "=")):
        yield ((Edit(*where, other + "="),),)


def constants(source: Source, node: ast.Constant) -> Iterator[Site]:
    """One more, the other truth, another text."""
    value = node.value
    if isinstance(value, bool):
        yield ((source.replace(node, str(not value)),),)
    elif isinstance(value, int | float):
        yield ((source.replace(node, repr(value + 1)),),)
    elif isinstance(value, str):
        yield ((source.replace(node, repr(value + "XX")),),)


def conditions(source: Source, node: ast.If | ast.While | ast.IfExp) -> Iterator[Site]:
    """Turn a bare condition round."""
    yield from _turned(source, node.test)


def filters(source: Source, node: ast.comprehension) -> Iterator[Site]:
    """Turn the bare condition of a comprehension round."""
    for test in node.ifs:
        yield from _turned(source, test)


def statements(source: Source, node: ast.Expr) -> Iterator[Site]:
    """Leave out a statement that is a call, awaited or not."""
    call = node.value.value if isinstance(node.value, ast.Await) else node.value
    if isinstance(call, ast.Call):
        yield ((source.replace(node, "pass"),),)


def raises(source: Source, node: ast.Raise) -> Iterator[Site]:
    """Leave out a `raise`."""
    yield ((source.replace(node, "pass"),),)


def returns(source: Source, node: ast.Return) -> Iterator[Site]:
    """Return nothing, or go on where the function was left."""
    if node.value is None:
        yield ((source.replace(node, "pass"),),)
    elif not (isinstance(node.value, ast.Constant) and node.value.value in {None, False}):
        yield ((source.replace(node.value, "None"),),)


def jumps(source: Source, node: ast.Continue | ast.Break) -> Iterator[Site]:
    """`continue` for `break`, and the other way round."""
    yield ((source.replace(node, "break" if isinstance(node, ast.Continue) else "continue"),),)


def keywords(source: Source, node: ast.Call) -> Iterator[Site]:
    """Leave out one keyword argument, so that its default holds."""
    for keyword in node.keywords:
        if keyword.arg is not None:
            behind = re.match(r"\s*,?[^\S\n]*", source.text(source.end(keyword), source.end(node) - 1))
            end = source.end(keyword) + (len(behind[0].encode()) if behind else 0)
            yield ((Edit(source.start(keyword), end, ""),),)


def rows(source: Source, node: ast.Dict) -> Iterator[Site]:
    """Let two rows of a table change places."""
    for one, other in pairwise(node.values):
        texts = [source.text(source.start(each), source.end(each)) for each in (one, other)]
        if texts[0] != texts[1]:
            yield ((source.replace(one, texts[1]), source.replace(other, texts[0])),)


def elements(source: Source, node: ast.Tuple | ast.List | ast.Set) -> Iterator[Site]:
    """Leave out one element of a list that is written out."""
    if len(node.elts) > 1 and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        ends = [source.end(each) for each in node.elts]
        gaps = [(source.start(node.elts[0]), source.start(node.elts[1])), *pairwise(ends)]
        comma = (Edit(ends[-1], ends[-1], ","),) if isinstance(node, ast.Tuple) and len(ends) == _PAIR else ()
        yield from (((Edit(*gap, ""), *comma),) for gap in gaps)


OPERATORS: Final[Mapping[type[ast.AST], tuple[Operator, ...]]] = {
    ast.Compare: (comparisons,),
    ast.BoolOp: (connectives,),
    ast.UnaryOp: (signs,),
    ast.BinOp: (arithmetic,),
    ast.AugAssign: (increments,),
    ast.Constant: (constants,),
    ast.If: (conditions,),
    ast.While: (conditions,),
    ast.IfExp: (conditions,),
    ast.comprehension: (filters,),
    ast.Expr: (statements,),
    ast.Raise: (raises,),
    ast.Return: (returns,),
    ast.Continue: (jumps,),
    ast.Break: (jumps,),
    ast.Call: (keywords,),
    ast.Dict: (rows,),
    ast.Tuple: (elements,),
    ast.List: (elements,),
    ast.Set: (elements,),
}


def sites_at(source: Source, node: ast.AST) -> Iterator[Site]:
    """Every place of this node itself, without its children's."""
    for operator in OPERATORS.get(type(node), ()):
        yield from operator(source, node)


def _between(source: Source, left: ast.expr, right: ast.expr, pattern: str) -> tuple[int, int] | None:
    """Where the sign between two operands stands: brackets and comments may stand there, too."""
    start = source.end(left)
    gap = source.text(start, source.start(right))
    bare = re.sub(r"#.*", lambda found: " " * len(found[0].encode()), gap)
    found = re.search(pattern, bare)
    return (start + found.start(), start + found.end()) if found else None


def _turned(source: Source, test: ast.expr) -> Iterator[Site]:
    if isinstance(test, _BARE):
        yield ((source.replace(test, f"(not ({source.text(source.start(test), source.end(test))}))"),),)
