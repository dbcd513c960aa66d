"""What an operator is told of a one-time code that links a group."""

from domain.district.routing import Queue
from texts.base.wording import words_of


def code_text(code: str, queue: Queue, hours: int, language: str) -> str:
    """The code on a line of its own, then who sends it where; for a terminal."""
    name = {"zh": queue.zh, "en": queue.en}[language]
    how = words_of(language).plain("code.how", code=code, queue=name, id=queue.id, hours=hours)
    return f"{code}\n\n{how}"
