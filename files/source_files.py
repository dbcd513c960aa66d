"""Reading the text of configuration files."""

from pathlib import Path

from domain.district.problems import InFile, Problem


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """Return the text of a UTF-8 file without its byte order mark; None with a problem added if it cannot be read."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        problems.append(Problem("file_missing", path.name, details={"path": str(path)}))
        return None
    except OSError as error:
        problems.append(Problem("file_unreadable", path.name, details={"reason": error.strerror or str(error)}))
        return None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(Problem("not_utf8", path.name, InFile(line=line), {"encoding": _likely(raw)}))
        return None


def _likely(raw: bytes) -> str:
    """Guess the encoding from those that spreadsheet programs in China write."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GBK"
