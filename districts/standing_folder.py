"""The folder that stands: its fingerprint, what may not change in it, and how another is put in its place."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from districts.identity import FILE as IDENTITY_FILE
from domain.district.district import District
from domain.district.past import Past
from domain.district.problems import BadValue, InFile, Problem


def fingerprint(folder: Path) -> str:
    """Return a hash of the names and contents of all files; those that begin with a dot are not the district's.

    A link counts as what it leads to, as a copy has that in its place.

    Raises:
        OSError: A file can't be read.
    """
    whole = hashlib.sha256()
    for path in sorted(_files(folder)):
        for part in (str(path.relative_to(folder)).encode(), path.read_bytes()):
            whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder, followlinks=True):
        folders[:] = [each for each in folders if not each.startswith(".")]
        found = (Path(where, each) for each in names if not each.startswith("."))
        yield from (each for each in found if each.is_file())


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Let nobody else on this machine put another folder in the place of this one meanwhile.

    Raises:
        BadValue: Somebody is about to.
    """
    parent = os.open(folder.parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(parent, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BadValue("folder_taken", path=str(folder)) from None
        yield
    finally:
        os.close(parent)


def put_in_place(fresh: Path, folder: Path, stamp: str, mark: str) -> Path:
    """Put a copy of a folder in the place of another, and return where that lies now, by a stamp of the time.

    Raises:
        OSError: It can't be; the folder stands as it was.
        BadValue: The fresh one has another fingerprint than `mark` meanwhile; the same is true.
    """
    staged, backup = folder.with_name(f".{folder.name}.{stamp}"), folder.with_name(f"{folder.name}.{stamp}")
    try:
        _stage(fresh, staged, mark)
        _make_like(folder.stat(), staged)
        folder.rename(backup)
    except (OSError, BadValue):
        shutil.rmtree(staged, ignore_errors=True)
        raise
    try:
        staged.rename(folder)
    except OSError:
        backup.rename(folder)
        raise
    return backup


def _stage(fresh: Path, staged: Path, mark: str) -> None:
    shutil.copytree(fresh, staged, ignore=_leading_nowhere)
    if fingerprint(staged) != mark:
        raise BadValue("folder_changing")


def _leading_nowhere(where: str, names: list[str]) -> list[str]:
    """Return which names are links to nothing, as an editor's locks are."""
    return [each for each in names if not Path(where, each).exists()]


def _make_like(former: os.stat_result, staged: Path) -> None:
    """Let those read the files who read the former ones, whoever has brought them. Raises OSError."""
    for path in (staged, *staged.rglob("*")):
        path.chmod(former.st_mode & (0o777 if path.is_dir() else 0o666))
        os.chown(path, former.st_uid, former.st_gid)


def put_back(folder: Path, backup: Path) -> None:
    """Let the former folder stand again. Raises OSError."""
    failed = folder.with_name(f".{backup.name}.failed")
    folder.rename(failed)
    backup.rename(folder)
    shutil.rmtree(failed, ignore_errors=True)


def refusals(past: Past, new: District) -> list[Problem]:
    """Return why a district with this past can't become another one."""
    fixed = (
        ("prefix_changed", "prefix", past.prefix, new.prefix),
        ("timezone_changed", "timezone", past.timezone, str(new.timezone)),
    )
    return [
        Problem(code, IDENTITY_FILE, InFile(key=key), {"before": before, "after": after})
        for code, key, before, after in fixed
        if before and before != after
    ]
