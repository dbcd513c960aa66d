"""Sentences that single commands print: how to use a group's code, no guess, when a model is read."""

from domain.district.routing import Queue
from texts.base.wording import words_of


def code_text(code: str, queue: Queue, hours: int, language: str) -> str:
    """The one-time code of a queue's group on a line of its own, and how an administrator sends it."""
    name = {"zh": queue.zh, "en": queue.en}[language]
    how = words_of(language).plain("code.how", code=code, queue=name, id=queue.id, hours=hours)
    return f"{code}\n\n{how}"


def no_guess_text(language: str) -> str:
    """That a text names no problem."""
    return words_of(language).plain("categorize.no_guess")


def next_start_text(language: str) -> str:
    """When a running bot uses a newly learned model."""
    return words_of(language).plain("train.next_start")
