"""The weekly digest: for a rider, for a queue, for the district."""

from domain.week.exports import Form, Subject
from domain.week.messages import Digest, FiguresTable
from services.week.asked_exports import Asked
from services.week.queue_weeks import FiguresTableView, QueueWeekView
from services.week.rider_weeks import RiderWeekView
from services.week.views import WeekView
from texts.base.buttons import key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.week.district_digest import district_digest
from texts.week.posters import table_poster
from texts.week.queue_digest import queue_digest
from texts.week.rider_digest import rider_digest
from texts.week.titles import when


@screen.register(Digest)
def digest(view: WeekView, locale: Locale) -> Screen:
    """Return the digest of a rider, a queue or the district."""
    if isinstance(view, RiderWeekView):
        return rider_digest(view, locale)
    return queue_digest(view, locale) if isinstance(view, QueueWeekView) else district_digest(view, locale)


@screen.register(FiguresTable)
def figures_table(view: FiguresTableView, locale: Locale) -> Screen:
    """Return the figures of all queues as one picture, with a key for a file."""
    title = locale.say("week.table", when=when(view.week, locale, is_last=view.is_last), count=len(view.queues))
    asked = Asked(Subject.FIGURES, Form.XLSX, str(view.week))
    keys = ((key(locale, "week.key_file", Verb.EXPORT, 1, asked.mark),),)
    return Screen(title, keys if view.exports else (), poster=table_poster(view, locale))
