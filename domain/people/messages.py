"""The messages to a person about themselves and the bot."""

from dataclasses import dataclass

from domain.messages import FixedNotice, Notice


@dataclass(frozen=True, slots=True)
class Welcome(Notice, name="welcome"):
    """The first screen, and what asks again for agreement.

    Attributes:
        agreed: Whether the rider has agreed to the terms.
        photos_to, voices_to: The hosts to which photos and recordings go by these, "" for none.
        waits: Whether what the rider sent is kept until they agree, or was.
        lost: Whether it is not kept, so that they have to send it again.
        brief: Whether the rider knows what the bot is for, so that this is folded with the terms.
        news: What has changed since the rider agreed, as `Rider.news` names it.
        by_link: Whether they came by a link that is kept until they agree, or was.
    """

    agreed: bool = False
    photos_to: str = ""
    voices_to: str = ""
    waits: bool = False
    lost: bool = False
    brief: bool = False
    news: tuple[str, ...] = ()
    by_link: bool = False


class KeptUntilAgreed(FixedNotice, name="kept_until_agreed"):
    """An answer: what was sent is kept until the rider agrees to the terms, which stand above."""

    __slots__ = ()


class AgreeFirst(FixedNotice, name="agree_first"):
    """An answer to what is not kept: the rider has to agree to the terms first, which stand above."""

    __slots__ = ()


class LanguageAsked(Notice, name="language"):
    """The question for the rider's language."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Help(Notice, name="help"):
    """Advice on what to send, for words that name no problem; with `guesses`, slugs, whether one of them is meant."""

    guesses: tuple[str, ...] = ()


class HowTo(FixedNotice, name="how_to"):
    """How the bot works, and its commands."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class UnknownCommand(Notice, name="unknown_command"):
    """There is no such command; `nearest` is one that is written nearly so, "" if none is."""

    nearest: str = ""


class Failed(FixedNotice, name="failed"):
    """An apology: an internal error occurred."""

    __slots__ = ()


class ForgetAsked(Notice, name="forget_asked"):
    """The question whether to erase what is the rider's own, with the key that does it."""

    __slots__ = ()


class Forgotten(FixedNotice, name="forgotten"):
    """What was the rider's own is erased; the last message, of which nothing is recorded."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class MyData(Notice, name="my_data", reads_much=True):
    """A file with what is the rider's own: `part` of `parts`, of these photos and clips, the record in the first."""

    part: int = 1
    parts: int = 1
    photo_ids: tuple[int, ...] = ()


class MyDataComing(FixedNotice, name="my_data_coming"):
    """The files are being made."""

    __slots__ = ()


class MyDataToday(FixedNotice, name="my_data_today"):
    """The rider had their files today."""

    __slots__ = ()


class PointsShown(Notice, name="points", reads_much=True):
    """A rider's balance and newest ledger entries."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Talk(Notice, name="talk"):
    """A fixed answer to words that are no report.

    `about` is a value of `domain.language.intents.Intent`, or `howto_beside` for a question beside an open draft.
    """

    about: str


class PointsTold(Notice, name="points_told", reads_much=True):
    """An answer: how many points the rider has, how they come, and what they buy."""

    __slots__ = ()


class ProgressTold(Notice, name="progress_told", reads_much=True):
    """An answer: the rider's open reports, with status and date."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ContactTold(Notice, name="contact_told"):
    """An answer to a wish for a person or a complaint: whom to reach, and whether it was `passed` on."""

    passed: bool


@dataclass(frozen=True, slots=True)
class SanctionTold(Notice, name="sanction_told"):
    """To a rider, once: what supervisors did, why, and `until` when (ms UTC), 0 for until that is lifted.

    `kind` and `reason` are values of `domain.people.sanctions`; a lift has no reason.
    """

    kind: str
    reason: str
    until: int


@dataclass(frozen=True, slots=True)
class BarredTold(Notice, name="barred_told"):
    """An answer to what is not taken from a muted or banned rider; fields as those of `SanctionTold`."""

    kind: str
    reason: str
    until: int


@dataclass(frozen=True, slots=True)
class Asked(Notice, name="asked"):
    """Words of a rider who wants a person or complains, for the supervisors, who answer by a reply."""

    about: str
    words: str


@dataclass(frozen=True, slots=True)
class FromDistrict(Notice, name="from_district"):
    """A supervisors' reply to what a rider asked."""

    words: str


class AskedSent(FixedNotice, name="asked_sent"):
    """An answer to supervisors: their reply was sent on."""

    __slots__ = ()


class AskedEditLate(FixedNotice, name="asked_edit_late"):
    """An answer to supervisors: their reply had been sent on before they changed it."""

    __slots__ = ()


class AskedWordsOnly(FixedNotice, name="asked_words_only"):
    """An answer to supervisors: only words are sent on."""

    __slots__ = ()
