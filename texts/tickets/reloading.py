"""The answer to `/reload`: what the district's new files change, or what is wrong in them."""

from collections.abc import Iterator

from services.gathering import NoticeView
from services.upkeep.reloaded import Reloaded, ReloadShown, reloaded_of
from texts.base.district_changes import change_lines
from texts.base.inert import inert
from texts.base.lengths import TEXT, cut
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import html, lines
from texts.terminal.problems import problem_text

_TITLE = 200


@screen.register(ReloadShown)
def reload_shown(view: NoticeView[ReloadShown], locale: Locale) -> Screen:
    """Return what changed, or each problem with its place and what to do about it."""
    reloaded, left_out = reloaded_of(view.notice.told), view.notice.left_out
    title = "reload.refused" if reloaded.problems else "reload.done"
    said = cut("\n".join(inert(line) for line in _lines(reloaded, locale)), TEXT - _TITLE)
    more = locale.say("reload.more", count=left_out) if left_out else None
    return Screen(lines(locale.say(title), html(said), more))


def _lines(reloaded: Reloaded, locale: Locale) -> Iterator[str]:
    for problem in reloaded.problems:
        said = problem_text(problem, locale.language)
        where = ", ".join(filter(None, (said.file, said.place)))
        yield f"{where}: {said.message} → {said.remedy}"
    if not reloaded.problems:
        yield from change_lines(reloaded.differences, reloaded.moved, locale)
