"""Screens of teams before the supervisors: the list, one of them, and who is to lead it."""

from domain.programme.team_messages import CaptainAsked, TeamSheet, TeamsShown
from domain.programme.teams import Stay
from services.programme.team_views import CaptainView, SheetView, TeamsView
from texts.base.buttons import choice, in_rows, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen, Style
from texts.base.telling import screen
from texts.base.wording import lines, paragraphs
from texts.programme.teams import week_lines


def _number(stay: Stay, locale: Locale) -> str:
    """Return a rider by the number alone: what they are called is for the team."""
    return locale.plain("team.rider", number=stay.number)


@screen.register(TeamsShown)
def teams_shown(view: TeamsView, locale: Locale) -> Screen:
    """Return a page of teams, each a key with how many riders it has."""
    if not view.rows:
        return Screen(locale.say("teams.none"))
    keys = [
        choice(locale.plain("teams.row", team=locale.name(team), riders=riders), Verb.TEAMS, 0, team.id)
        for team, riders in view.rows
    ]
    turns = [
        choice(sign, Verb.TEAMS, 1, str(view.page + by))
        for sign, by in (("‹", -1), ("›", 1))
        if 0 <= view.page + by < view.pages
    ]
    title = locale.say("teams.title", page=view.page + 1, pages=view.pages)
    return Screen(title, (*in_rows(keys, width=1), *((tuple(turns),) if turns else ())))


@screen.register(TeamSheet)
def team_sheet(view: SheetView, locale: Locale) -> Screen:
    """Return a team with its weeks, its captain, and the keys that name one or end that."""
    team, company = view.team, view.company
    of_company = locale.plain("team.of_company", company=locale.name(company)) if company is not None else ""
    captain = _number(view.captain, locale) if view.captain is not None else locale.plain("teams.no_captain")
    link = locale.say("teams.captain_link", url=view.url) if view.url else None
    text = paragraphs(
        lines(
            locale.say("team.title", team=locale.name(team), company=of_company),
            locale.say("teams.counts", riders=view.size, captain=captain),
            *week_lines(view.weeks, locale),
        ),
        link,
    )
    keys = [choice(locale.plain("teams.key_captain"), Verb.TEAMS, _NAME, team.id)]
    if view.captain is not None:
        keys.append(choice(locale.plain("teams.key_end"), Verb.TEAMS, _END, team.id))
    return Screen(text, (*in_rows(keys), (choice(locale.plain("teams.key_all"), Verb.TEAMS, 1, "0"),)))


_NAME, _END = 2, 3
"""What a key of a team's does: make a captain's link, end the captaincy; 0 shows a team, 1 a page of all."""


@screen.register(CaptainAsked)
def captain_asked(view: CaptainView, locale: Locale) -> Screen:
    """Return who has opened a captain's link, with the keys that name them or not; then what was decided by whom."""
    rider, team, asked = _number(view.stay, locale), locale.name(view.team), view.notice
    if asked.edits is not None:
        wording = "captain_asked.named" if asked.named else "captain_asked.refused"
        return Screen(locale.say(wording, rider=rider, team=team, by=asked.by))
    now = view.captain
    text = lines(
        locale.say("captain_asked", rider=rider, team=team),
        locale.say("captain_asked.instead", captain=_number(now, locale)) if now is not None else None,
    )
    names = key(locale, "captain_asked.key", Verb.CAPTAIN, view.stay.id, "1", style=Style.SUCCESS)
    return Screen(text, ((names, key(locale, "captain_asked.key_no", Verb.CAPTAIN, view.stay.id, "0")),))
