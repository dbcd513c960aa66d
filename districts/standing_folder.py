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
from domain.district.problems import BadValue, InFile, Problem


def fingerprint(folder: Path) -> str:
    """Return a hash of the names and contents of all files; those that begin with a dot are not the district's.

    Raises:
        OSError: A file can't be read.
    """
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            for part in (str(path.relative_to(folder)).encode(), path.read_bytes()):
                whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


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


def put_in_place(fresh: Path, folder: Path, stamp: str) -> Path:
    """Put a copy of a folder in the place of another, and return where that lies now, by a stamp of the time.

    Raises:
        OSError: It can't be; the folder stands as it was.
    """
    staged, backup = folder.with_name(f".{folder.name}.{stamp}"), folder.with_name(f"{folder.name}.{stamp}")
    try:
        shutil.copytree(fresh, staged)
        _make_like(folder.stat(), staged)
        folder.rename(backup)
    except OSError:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    try:
        staged.rename(folder)
    except OSError:
        backup.rename(folder)
        raise
    return backup


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


def refusals(old: District, new: District) -> list[Problem]:
    """Return why a district that is at work can't become another one."""
    fixed = (
        ("prefix_changed", "prefix", old.prefix, new.prefix),
        ("timezone_changed", "timezone", str(old.timezone), str(new.timezone)),
    )
    return [
        Problem(code, IDENTITY_FILE, InFile(key=key), {"before": before, "after": after})
        for code, key, before, after in fixed
        if before != after
    ]
