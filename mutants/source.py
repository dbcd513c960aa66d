"""One source file as bytes and as a tree, and edits of it."""

import ast
import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the bytes from `start` to `end`."""

    start: int
    end: int
    text: str


class Source:
    """A file's text, where the parser's columns count bytes."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data
        self.tree = ast.parse(data)
        self._starts = [0, *accumulate(len(line) for line in data.splitlines(keepends=True))]

    def start(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        """The offset of a node's first byte."""
        return self._starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        """The offset behind a node's last byte."""
        assert node.end_lineno is not None  # noqa: S101  the parser sets both
        assert node.end_col_offset is not None  # noqa: S101  as above
        return self._starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, start: int, end: int) -> str:
        """What stands between two offsets."""
        return self.data[start:end].decode()

    def replace(self, node: ast.expr | ast.stmt | ast.keyword, text: str) -> Edit:
        """The edit that puts a text in a node's place."""
        return Edit(self.start(node), self.end(node), text)

    def edited(self, edits: Sequence[Edit]) -> bytes:
        """The file after these edits, which don't overlap."""
        data = self.data
        for edit in sorted(edits, key=lambda each: (each.start, each.end), reverse=True):
            data = data[: edit.start] + edit.text.encode() + data[edit.end :]
        return data


def differs(before: bytes, after: bytes) -> bool:
    """Whether a mutated file is still Python, and means something else."""
    try:
        return ast.dump(ast.parse(after)) != ast.dump(ast.parse(before))
    except SyntaxError:
        return False


def changed_lines(before: bytes, after: bytes) -> tuple[str, str]:
    """The lines that were taken out and those that were put in, without their indent."""
    lines = list(difflib.ndiff(before.decode().splitlines(), after.decode().splitlines()))
    out = [line[2:].strip() for line in lines if line.startswith("- ")]
    new = [line[2:].strip() for line in lines if line.startswith("+ ")]
    return "\n".join(out), "\n".join(new)
