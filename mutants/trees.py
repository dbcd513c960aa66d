"""Copies of the checkout in which tests run, so that the checkout is never touched."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).parents[1]
CACHE: Final = ROOT / ".mutants-cache"
_NO_SOURCE: Final = ("docs/", "mutants/", "tests/unit/mutants/")
"""What decides nothing about the tests that a mutant meets."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: without a code it took too long, and said at most at which test."""

    code: int | None
    said: str


@dataclass(frozen=True, slots=True)
class Tree:
    """One copy."""

    root: Path

    def put(self, path: str, data: bytes) -> None:
        """Write a file, and forget what was compiled of it: two writes within a second look alike."""
        file = self.root / path
        file.write_bytes(data)
        for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
            compiled.unlink(missing_ok=True)

    def pytest(self, words: Sequence[str], settings: Mapping[str, str], limit_s: float) -> Ended:
        """Run pytest here, and end whatever it leaves behind."""
        scratch = self.root.parent / f"{self.root.name}-scratch"
        options = ("-p", "no:cacheprovider", "--no-header", "--tb=line", f"--basetemp={scratch}")
        process = subprocess.Popen(  # noqa: S603  this checkout's own tests
            [sys.executable, "-m", "pytest", "-q", *options, *words],
            cwd=self.root,
            env=os.environ | {"PYTHONPATH": str(self.root), **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            said, _ = process.communicate(timeout=limit_s)
        except subprocess.TimeoutExpired:
            return Ended(None, "")
        else:
            return Ended(process.returncode, said.decode(errors="replace"))
        finally:
            _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdout is not None:
        process.stdout.close()
    process.wait()


@contextmanager
def copies(count: int) -> Iterator[list[Tree]]:
    """So many copies of what git knows or would add, gone afterwards."""
    with TemporaryDirectory(prefix="qianshao-mutants-", ignore_cleanup_errors=True) as folder:
        trees = [Tree(Path(folder) / str(number)) for number in range(count)]
        for tree in trees:
            for name in names():
                (tree.root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, tree.root / name)
        yield trees


def names() -> list[str]:
    """Every file of the checkout that is not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()  # noqa: S603
    return [name for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file()]


def fingerprint(*, of_tool: bool = False) -> str:
    """The same as long as the sources and tests are, or those of this tool."""
    digest = sha256()
    for name in names():
        about_tests = not name.startswith(_NO_SOURCE) and not name.endswith(".md")
        if name.startswith("mutants/") and name.endswith(".py") if of_tool else about_tests:
            digest.update(name.encode() + b"\0" + (ROOT / name).read_bytes() + b"\0")
    return digest.hexdigest()[:16]
