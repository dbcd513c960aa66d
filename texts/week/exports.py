"""Exports in the supervisors' group: choosing one, and the caption of its files."""

from dataclasses import replace

from domain.week.exports import Form, Subject, has_positions
from domain.week.messages import ExportChoice, ExportPart
from services.week.asked_exports import PARTS_AT_MOST, Asked, ExportChoiceView, ExportPartView
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Button, Screen, Style
from texts.base.telling import screen
from texts.base.wording import lines

_FORMS = (Form.XLSX, Form.CSV, Form.GEOJSON)
"""What is offered in a chat, where nobody opens Parquet."""

_PERIODS = ("this_month", "last_month", "this_year", "last_year")


@screen.register(ExportChoice)
def export_choice(view: ExportChoiceView, locale: Locale) -> Screen:
    """Return what is chosen, with keys to the other choices and the one that makes the file."""
    asked = view.asked
    subjects = [_subject(asked, subject, locale) for subject in Subject]
    forms = [
        _choice(form.value.upper(), asked, replace(asked, form=form))
        for form in _FORMS
        if form is not Form.GEOJSON or has_positions(asked.subject)
    ]
    periods = [
        _choice(locale.plain(f"export.{name}"), asked, replace(asked, period=period))
        for name, period in zip(_PERIODS, view.periods, strict=True)
    ]
    rows: tuple[KeyRow, ...] = (*in_rows(subjects), *in_rows(forms, 3), *in_rows(periods))
    makes = key(locale, "export.make", Verb.EXPORT, 1, asked.mark, style=Style.SUCCESS)
    said = locale.say("export.choice", **_named(asked.subject, asked.form, locale), period=asked.period)
    return Screen(said, (*rows, (makes,)))


def _subject(asked: Asked, subject: Subject, locale: Locale) -> Button:
    form = Form.XLSX if asked.form is Form.GEOJSON and not has_positions(subject) else asked.form
    return _choice(locale.plain(f"export.{subject}"), asked, replace(asked, subject=subject, form=form))


def _choice(label: str, now: Asked, then: Asked) -> Button:
    return choice(f"✓ {label}" if then.mark == now.mark else label, Verb.EXPORT, 0, then.mark)


def _named(subject: Subject, form: Form, locale: Locale) -> dict[str, str]:
    return {"what": locale.plain(f"export.{subject}"), "form": form.value.upper()}


@screen.register(ExportPart)
def export_part(view: ExportPartView, locale: Locale) -> Screen:
    """Return the file with what it holds and whether more follow; where there is nothing, that."""
    part = view.part
    named = _named(Subject(part.subject), Form(part.form), locale) | {"first": part.first, "last": part.last}
    if view.extract is None:
        return Screen(locale.say("export.nothing", **named))
    told = [locale.say("export.file", **named)]
    if view.rows:
        told.append(locale.say("export.rows", rows=f"{view.rows:,}"))
    if view.extract.goes_on or part.part > 1:
        told.append(locale.say("export.goes_on" if view.extract.goes_on else "export.last", part=part.part))
    if view.is_cut:
        told.append(locale.say("export.cut", parts=PARTS_AT_MOST))
    return Screen(lines(*told), archive=view.extract)
