"""Readers of addresses and paths in the configuration: what no network and no file system can have is refused."""

import re
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from domain.district.problems import BadValue
from files.values import Reader, text

_URL: Final = re.compile(r"([a-z][a-z0-9+.-]*)://\S+")
_OF_FILES: Final = ("sqlite:", "file:")
_LISTEN: Final = re.compile(r"\S+:\d{1,5}")
_OWN_NAMES: Final = (".local", ".internal", ".lan", ".home.arpa", ".localhost")
_PORTS: Final = 65_535
_LONGEST_NAME: Final = 255


def address(*schemes: str) -> Reader[str]:
    """Return a reader of addresses that begin with one of these schemes."""

    def read(value: object) -> str:
        written = text(value)
        match = _URL.fullmatch(written)
        if match is None or match[1] not in schemes or not _leads_somewhere(written):
            raise BadValue("bad_url", value=written, schemes=", ".join(f"{scheme}://" for scheme in schemes))
        return written.rstrip("/")

    return read


def root_of_api(method: str) -> Reader[str]:
    """Return a reader of the roots of APIs, below which lies `method`, also where that was written along.

    An address is refused that has a query, behind which nothing can lie, or that leads over the internet in the clear.
    """

    def read(value: object) -> str:
        written = address("https", "http")(value)
        if "?" in written or "#" in written:
            raise BadValue("url_with_query", value=written, method=method)
        if written.startswith("http:") and not _is_near(urlsplit(written).hostname or ""):
            raise BadValue("url_in_the_clear", value=written)
        return written.removesuffix(method)

    return read


def _is_near(host: str) -> bool:
    """Return whether a host lies on this machine or in a network of its own: by its address, or by its name."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_OWN_NAMES)


def listen_address(value: object) -> str:
    """Return `host:port`.

    Raises:
        BadValue: It is something else.
    """
    written = text(value)
    host, _, port = written.rpartition(":")
    if not _LISTEN.fullmatch(written) or not 0 < int(port) <= _PORTS or not _is_name(host):
        raise BadValue("bad_listen", value=written)
    return written


def path_on_disk(value: object) -> Path:
    """Return a path, with ~ replaced.

    Raises:
        BadValue: No file can have it.
    """
    written = text(value)
    try:
        path = Path(written).expanduser()
    except RuntimeError:  # the home of somebody unknown
        raise BadValue("bad_path", value=written) from None
    if not _is_path(str(path)):
        raise BadValue("bad_path", value=written)
    return path


def _leads_somewhere(written: str) -> bool:
    """Return whether each host of an address, of which databases may have several, can be one; or its file a file."""
    if written.startswith(_OF_FILES):
        return _is_path(unquote(written.partition("://")[2]))
    try:
        hosts = urlsplit(written).netloc.rpartition("@")[2].split(",")
    except ValueError:  # half an address of IPv6
        return False
    return all(_is_host(host) for host in hosts)


def _is_host(written: str) -> bool:
    """Return whether this is a host, with a port or without."""
    name, colon, port = written.rpartition(":")
    if not colon or port.endswith("]"):  # the colon of IPv6
        return _is_name(written)
    return _is_name(name) and (not port or (port.isdecimal() and int(port) <= _PORTS))


def _is_name(host: str) -> bool:
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return True


def _is_path(written: str) -> bool:
    return "\0" not in written and all(len(name.encode()) <= _LONGEST_NAME for name in written.split("/"))
