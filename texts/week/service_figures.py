"""The figures of those who look after riders; what they mean stands in `docs/figures.md`."""

from collections.abc import Iterator

from domain.programme.service_counts import ANSWERS, CLOSED, WISHES, Happened
from services.week.service_figures import ServiceFigures
from texts.base.locale import Locale
from texts.base.wording import Html


def service_lines(told: ServiceFigures, locale: Locale) -> Iterator[Html]:
    """Yield the figures of appeals, and of wishes and activities where there were any."""
    yield locale.say(
        "service.appeals",
        received=told.of(Happened.RECEIVED),
        taken=told.of(Happened.TAKEN),
        planned=told.of(Happened.PLANNED),
        closed=told.of(*CLOSED),
        raised=told.of(Happened.RAISED),
    )
    if told.kinds:
        yield locale.say("service.kinds", kinds=locale.plain("list.between").join(_kinds(told, locale)))
    yield from _timed("service.answers", Happened.TAKEN, told.answer, told, locale)
    yield from _timed("service.plans", Happened.PLANNED, told.plan, told, locale)
    answered = told.of(*ANSWERS)
    if answered:
        shares = {each.value: _share(told.of(each), answered, locale) for each in ANSWERS}
        yield locale.say("service.satisfaction", satisfied=shares["satisfied"], partly=shares["partly"],
                         unsolved=shares["not"])  # fmt: skip
    if told.of(*WISHES):
        yield locale.say("service.wishes", **{each.removeprefix("wish_"): told.of(each) for each in WISHES})
    if told.held:
        yield locale.say("service.activities", held=told.held, signed_up=told.signed_up, came=told.came)


def district_lines(told: ServiceFigures, locale: Locale) -> Iterator[Html]:
    """Yield one line for appeals and one for wishes of the whole district, as far as there were any."""
    if told.of(Happened.RECEIVED, *CLOSED):
        satisfied, answered = told.of(Happened.SATISFIED), told.of(*ANSWERS)
        yield locale.say(
            "service.all_appeals",
            received=told.of(Happened.RECEIVED),
            closed=told.of(*CLOSED),
            satisfied=_share(satisfied, answered, locale) if answered else "0",
        )
    if told.of(*WISHES):
        yield locale.say("service.all_wishes", asked=told.of(Happened.WISH_ASKED),
                         fulfilled=told.of(Happened.WISH_FULFILLED))  # fmt: skip


def _kinds(told: ServiceFigures, locale: Locale) -> Iterator[str]:
    for kind, count in told.kinds:
        name = locale.plain(f"appeal_kind.{kind}") if kind is not None else locale.plain("service.other_kinds")
        yield locale.plain("service.kind", kind=name, count=count)


def _timed(label: str, what: Happened, usually: int | None, told: ServiceFigures, locale: Locale) -> Iterator[Html]:
    """Yield how long the first step of a kind usually takes, and how often it came in time."""
    count = told.of(what)
    if usually is not None and count:
        in_time = _share(told.in_time.get(what, 0), count, locale)
        yield locale.say(label, median=locale.lasting(usually), in_time=in_time)


def _share(count: int, of: int, locale: Locale) -> str:
    return locale.plain("figures.share", share=f"{count / of:.0%}", count=count, of=of)
