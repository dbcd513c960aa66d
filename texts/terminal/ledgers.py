"""Sentences about an imported ledger: what is not read of it, what it has no more, where the links are."""

from collections.abc import Sequence
from typing import Final

from texts.base.wording import visible, words_of

_SHOWN: Final = 20


def not_read_text(columns: Sequence[str], language: str) -> str:
    """Return which columns are not read."""
    return words_of(language).plain("ledger.not_read", columns=_listed(columns))


def gone_text(codes: Sequence[str], language: str) -> str:
    """Return which rows are kept although the file has them no more."""
    return words_of(language).plain("ledger.gone", count=f"{len(codes):,}", codes=_listed(codes))


def links_text(count: int, out: str, language: str) -> str:
    """Return how many personal links were written where."""
    return words_of(language).plain("ledger.links", count=f"{count:,}", out=out)


def renewed_text(code: str, link: str, language: str) -> str:
    """Return the new personal link of a row."""
    return f"{words_of(language).plain('ledger.renewed', code=code)}\n{link}"


def _listed(names: Sequence[str]) -> str:
    return visible(", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else ""))
