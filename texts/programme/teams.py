"""Screens of teams: a rider's own, joining and leaving, and what its captain sees."""

from domain.language.widths import columns
from domain.people.announcements import LONGEST, AnnouncementState
from domain.programme.rankings import FEWEST_RIDERS
from domain.programme.team_messages import (
    CaptainTold,
    ClaimAsked,
    InviteAsked,
    InviteShown,
    JoinAsked,
    LeaveAsked,
    MembersShown,
    RemovedTold,
    TeamAnnouncementShown,
    TeamChanged,
    TeamEndedTold,
    TeamShown,
)
from domain.programme.teams import Company, Invite, Stay, TeamFigures
from domain.week.posters import Poster, Qr
from services.programme.team_views import (
    AnnouncementToTeam,
    ClaimView,
    InvitesView,
    InviteView,
    MembersView,
    TeamView,
    ToldView,
    Weeks,
)
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.quoting import quoted
from texts.base.screen import Button, Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, html, lines, paragraphs


def rider_named(stay: Stay, locale: Locale) -> str:
    """Return what a team calls a rider: their number, and the name that they chose."""
    named = locale.plain("team.rider", number=stay.number)
    return f"{named} {stay.nick}" if stay.nick else named


def week_lines(weeks: Weeks | None, locale: Locale) -> tuple[Html, ...]:
    """Return a line for this week and one for the last; one that says from how many riders on there are figures."""
    if weeks is None:
        return (locale.say("team.few", riders=FEWEST_RIDERS),)
    return _week("team.this_week", weeks.this, locale), _week("team.last_week", weeks.last, locale)


def _week(wording: str, figures: TeamFigures, locale: Locale) -> Html:
    return locale.say(wording, reports=figures.reports, fixed=figures.fixed, checks=figures.checks)


@screen.register(TeamShown)
def team_shown(view: TeamView, locale: Locale) -> Screen:
    """Return the rider's team, or how to join one."""
    worked = _worked(view, locale)
    if view.team is None or view.stay is None:
        return Screen(lines(locale.say("team.none"), worked))
    between = locale.plain("list.between")
    members = between.join(rider_named(stay, locale) for stay in view.members)
    more = view.size - len(view.members)
    text = paragraphs(
        lines(
            locale.say("team.title", team=locale.name(view.team), company=_company(view.company, locale)),
            locale.say("team.you", you=rider_named(view.stay, locale), riders=view.size),
            locale.say("team.captain", captain=rider_named(view.captain, locale)) if view.captain else None,
            worked,
        ),
        lines(*week_lines(view.weeks, locale), locale.say("team.on_board" if view.stay.on_board else "team.off_board")),
        locale.say("team.members", members=members, more=more) if more else locale.say("team.all", members=members),
    )
    return Screen(text, _team_keys(view.stay, locale))


def _worked(view: TeamView, locale: Locale) -> Html | None:
    """Return what the rider does, and for whom besides."""
    named = [*map(locale.name, view.trades), *map(locale.name, view.companies)]
    return locale.say("team.work", work=" · ".join(named)) if named else None


def _company(company: Company | None, locale: Locale) -> str:
    return locale.plain("team.of_company", company=locale.name(company)) if company is not None else ""


def _team_keys(stay: Stay, locale: Locale) -> tuple[KeyRow, ...]:
    shows = _key(locale, "team.key_hide", "hide") if stay.nick else _key(locale, "team.key_show", "show")
    hears = _key(locale, "team.key_deaf", "deaf") if stay.hears_captain else _key(locale, "team.key_hear", "hear")
    board = _key(locale, "board_key.off", "unboard") if stay.on_board else _key(locale, "board_key.on", "board")
    keys = [shows, _key(locale, "team.key_leave", "leave"), board]
    if not stay.captain:
        return in_rows([*keys, hears])
    own = [
        _key(locale, "team.key_invite", "invite"),
        _key(locale, "team.key_members", "members"),
        _key(locale, "team.key_tell", "tell"),
    ]
    return (*in_rows(own), *in_rows(keys))


def _key(locale: Locale, label: str, what: str, about: int = 0, *, style: Style = Style.PLAIN) -> Button:
    return key(locale, label, Verb.TEAM, about, what, style=style)


@screen.register(JoinAsked)
def join_asked(view: ToldView, locale: Locale) -> Screen:
    """Return the team that an invite leads to, what is left for it, and the key that joins."""
    if view.team is None or not isinstance(view.notice, JoinAsked):
        return Screen(locale.say("refusal.invite_unknown"))
    text = lines(
        locale.say("join.captain" if view.as_captain else "join.ask", team=locale.name(view.team)),
        locale.say("join.instead", other=locale.name(view.other)) if view.other is not None else None,
        locale.say("join.seen"),
    )
    joins = key(locale, "join.key", Verb.JOIN, 0, view.notice.code, style=Style.SUCCESS)
    return Screen(text, ((joins,),))


@screen.register(ClaimAsked)
def claim_asked(view: ClaimView, locale: Locale) -> Screen:
    """Return what the district's list says of the rider, and the key that takes it as their own."""
    parts = (view.team, view.company, view.trade)
    said = " · ".join(locale.name(each) for each in parts if each is not None)
    text = lines(
        locale.say("claim.ask", code=view.row.code, said=said or "—"),
        locale.say("join.instead", other=locale.name(view.other)) if view.other is not None else None,
    )
    return Screen(text, ((key(locale, "claim.key", Verb.CLAIM, 0, view.notice.code, style=Style.SUCCESS),),))


@screen.register(LeaveAsked)
def leave_asked(view: ToldView, locale: Locale) -> Screen:
    """Return what stays of a team that is left, and the keys that leave it or not."""
    name = locale.name(view.team) if view.team is not None else ""
    keys = (_key(locale, "leave.key", "gone", style=Style.DANGER), _key(locale, "leave.key_stay", "back"))
    return Screen(locale.say("leave.ask", team=name), (keys,))


@screen.register(TeamChanged)
def team_changed(view: ToldView, locale: Locale) -> Screen:
    """Return where the district's list has the rider."""
    if view.team is None:
        return Screen(locale.say("team_changed.none"))
    return Screen(locale.say("team_changed", team=locale.name(view.team)))


@screen.register(RemovedTold)
def removed_told(view: ToldView, locale: Locale) -> Screen:
    """Return that the captain has taken the rider out, and what stays theirs."""
    return Screen(locale.say("removed_told", team=locale.name(view.team) if view.team is not None else ""))


@screen.register(TeamEndedTold)
def team_ended_told(view: ToldView, locale: Locale) -> Screen:
    """Return that the team is over, and what stays the rider's."""
    return Screen(locale.say("team_ended_told", team=locale.name(view.team) if view.team is not None else ""))


@screen.register(CaptainTold)
def captain_told(view: ToldView, locale: Locale) -> Screen:
    """Return what became of leading the team."""
    what = view.notice.what if isinstance(view.notice, CaptainTold) else ""
    return Screen(locale.say(f"captain_told.{what}", team=locale.name(view.team) if view.team is not None else ""))


@screen.register(InviteAsked)
def invite_asked(view: InvitesView, locale: Locale) -> Screen:
    """Return the open invites, each with the key that takes it back, and the keys that make one."""
    rows = [_invite_line(number, each, locale) for number, each in enumerate(view.invites, 1)]
    made = (_key(locale, "invite.key_once", "once"), _key(locale, "invite.key_open", "open"))
    backs = [
        choice(locale.plain("invite.key_revoke", number=number), Verb.TEAM, 0, f"revoke-{each.code}")
        for number, each in enumerate(view.invites, 1)
    ]
    text = lines(locale.say("invite.ask", team=locale.name(view.team)), *rows)
    return Screen(text, (*in_rows(list(made)), *in_rows(backs), (_key(locale, "team.key_back", "back"),)))


def _invite_line(number: int, invite: Invite, locale: Locale) -> Html:
    return locale.say(
        "invite.line", number=number, used=invite.used, uses=invite.uses, until=locale.stamp(invite.ends_at)
    )


@screen.register(InviteShown)
def invite_shown(view: InviteView, locale: Locale) -> Screen:
    """Return an invite as a picture with a QR code, with its link below."""
    name = locale.name(view.team)
    wording = "invite.once" if view.invite.uses == 1 else "invite.open"
    text = lines(
        locale.say(wording, team=name, uses=view.invite.uses, until=locale.stamp(view.invite.ends_at)), html(view.url)
    )
    poster = Poster(name, locale.plain("invite.scan"), (Qr(view.url, locale.stamp(view.invite.ends_at)),), "")
    return Screen(text, poster=poster)


@screen.register(MembersShown)
def members_shown(view: MembersView, locale: Locale) -> Screen:
    """Return a page of the team with a key for each that takes them out, which is asked once more."""
    asked = next((each for each in view.members if each.id == view.notice.removing), None)
    if asked is not None:
        keys = (
            _key(locale, "members.key_remove", "removed", asked.id, style=Style.DANGER),
            _key(locale, "leave.key_stay", "members"),
        )
        return Screen(locale.say("members.ask", rider=rider_named(asked, locale)), (keys,))
    keys_of = [
        choice(rider_named(each, locale), Verb.TEAM, each.id, f"remove-{view.notice.after}")
        for each in view.members
        if each.id != view.own.id
    ]
    width = 2 if all(columns(each.text) < _NARROW for each in keys_of) else 1
    more = ((choice("›", Verb.TEAM, 0, f"members-{view.after}"),),) if view.after else ()
    rows = (*in_rows(keys_of, width), *more, (_key(locale, "team.key_back", "back"),))
    return Screen(locale.say("members.title" if keys_of else "members.alone"), rows)


_NARROW = 16
"""Columns of a label of which two fit in a row."""


@screen.register(TeamAnnouncementShown)
def team_announcement(view: AnnouncementToTeam, locale: Locale) -> Screen:
    """Return how an announcement to the team would read, with the keys that send it or not, or what became of it."""
    made = view.announcement
    said = locale.say(f"team_announcement.{made.state}", riders=view.reaches, team=locale.name(view.team))
    text = lines(said, quoted(made.words, LONGEST))
    if made.state is not AnnouncementState.ASKED:
        return Screen(text)
    sends = key(locale, "announcement.key_send", Verb.TEAM_SAY, made.id, "1", style=Style.SUCCESS)
    return Screen(text, ((sends, key(locale, "announcement.key_drop", Verb.TEAM_SAY, made.id, "0")),))
