"""Sentences of single commands: how to use a group's code, no guess, when a new model is read."""

from domain.district.routing import Queue
from texts.base.wording import words_of


def code_text(code: str, queue: Queue, hours: int, language: str) -> str:
    """Return the one-time code of a queue's group, and how an administrator sends it."""
    name = {"zh": queue.zh, "en": queue.en}[language]
    how = words_of(language).plain("code.how", code=code, queue=name, id=queue.id, hours=hours)
    return f"{code}\n\n{how}"


def no_guess_text(language: str) -> str:
    """Return the sentence for a text that names no problem."""
    return words_of(language).plain("categorize.no_guess")


def next_start_text(language: str) -> str:
    """Return the sentence that says when a bot reads a newly learned model."""
    return words_of(language).plain("train.next_start")


def exported_text(rows: int, out: str, language: str, *, with_riders: bool) -> str:
    """Return how many rows were written where, and that it is kept who took out riders' keys."""
    words = words_of(language)
    said = words.plain("export.written", rows=f"{rows:,}", out=out)
    return f"{said}\n{words.plain('export.kept')}" if with_riders else said


def reported_text(year: str, reports: int, out: str, language: str) -> str:
    """Return of how many reports a year's page tells, and where it is."""
    return words_of(language).plain("annual.written", year=year, reports=f"{reports:,}", out=out)


def no_reports_text(year: str, language: str) -> str:
    """Return the sentence for a year in which nothing was reported."""
    return words_of(language).plain("annual.nothing", year=year)


def outlines_only_text(language: str) -> str:
    """Return the sentence that says that an unfinished district was measured by its boundaries alone."""
    return words_of(language).plain("outlines_only")
