"""Screens of what points buy, for riders."""

from domain.district.rewards import Hindrance, Reward
from domain.programme.reward_messages import PointsEnding, RewardShown, RewardsList
from domain.programme.vouchers import Voucher
from domain.week.posters import Fact, Facts, Part, Picture, Poster
from services.gathering import NoticeView
from services.people.offers import Offer
from services.programme.rewards import RewardsView, RewardView
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb
from texts.base.hindrances import day_of, hindered
from texts.base.locale import Locale
from texts.base.screen import Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, lines


@screen.register(RewardsList)
def rewards(view: RewardsView, locale: Locale) -> Screen:
    """Return what the rider has, a line for each reward and each open voucher, and a key for each of them."""
    if not view.offers and not view.vouchers:
        return Screen(locale.say("rewards.none", balance=view.balance))
    text = lines(
        locale.say("rewards.balance" if view.balance >= 0 else "rewards.below_zero", balance=view.balance),
        *(_line(offer, locale) for offer in view.offers),
        locale.say("rewards.open") if view.vouchers else None,
        *(_open_line(voucher, locale) for voucher in view.vouchers),
    )
    return Screen(text, _list_keys(view, locale))


def _line(offer: Offer, locale: Locale) -> Html:
    name = "rewards.line" if offer.why is None else "rewards.hindered_line"
    why = _why(offer, locale) if offer.why is not None else ""
    return locale.say(name, name=locale.name(offer.reward), points=offer.reward.points, why=why)


def _open_line(voucher: Voucher, locale: Locale) -> Html:
    return locale.say("rewards.open_line", name=locale.name(voucher), day=last_day(voucher, locale))


def _list_keys(view: RewardsView, locale: Locale) -> tuple[KeyRow, ...]:
    vouchers = [
        choice(locale.plain("rewards.key_voucher", name=locale.name(each)), Verb.VOUCHER, each.id, "")
        for each in view.vouchers
    ]
    rewards = [
        choice(
            locale.plain("rewards.key_reward", name=locale.name(each.reward), points=each.reward.points),
            Verb.REWARD, 0, each.reward.id,
        )
        for each in view.offers
    ]  # fmt: skip
    beside = [
        choice(label, Verb.REWARDS_PAGE, 0, str(page))
        for label, page in (("‹", view.page - 1), ("›", view.page + 1))
        if 0 <= page < view.pages
    ]
    return (*in_rows(vouchers), *in_rows(rewards), *((tuple(beside),) if beside else ()))


@screen.register(RewardShown)
def reward(view: RewardView, locale: Locale) -> Screen:
    """Return one reward with its picture, or the question whether to redeem it."""
    offer, known = view.offer, view.offer.reward
    text = lines(
        locale.say("reward.title", name=locale.name(known), points=known.points),
        locale.say("reward.where", places=places(known.places, locale)),
        locale.say("reward.left", count=offer.left) if offer.left is not None else None,
        locale.say("reward.limit", limit=known.limit, own=offer.own) if known.limit is not None else None,
        locale.say("reward.until", day=_day(known, locale)) if known.last is not None else None,
        locale.say("reward.holds", days=known.days),
        locale.say("reward.hindered", why=_why(offer, locale)) if offer.why is not None else None,
        locale.say("reward.ask", points=known.points, rest=view.balance - known.points) if view.asked else None,
    )
    return Screen(text, _reward_keys(view, locale), poster=_poster(known, locale))


def _reward_keys(view: RewardView, locale: Locale) -> tuple[KeyRow, ...]:
    known = view.offer.reward
    back = key(locale, "reward.key_back", Verb.REWARDS_PAGE, 0, "0")
    if view.asked:
        argument = f"{known.id}.{known.points}"
        label = locale.plain("reward.key_yes", points=known.points)
        return ((choice(label, Verb.REDEEM, view.asked, argument, style=Style.SUCCESS),), (back,))
    if view.offer.why is not None:
        return ((back,),)
    return ((key(locale, "reward.key_redeem", Verb.REDEEM_ASKED, 0, known.id, style=Style.PRIMARY),), (back,))


def _poster(known: Reward, locale: Locale) -> Poster | None:
    if not known.picture:
        return None
    parts: tuple[Part, ...] = (
        Picture(known.picture, known.picture_mark),
        Facts((Fact(locale.plain("poster.reward_where"), places(known.places, locale)),)),
    )
    points = locale.plain("poster.reward_points", points=known.points)
    footer = locale.plain("poster.footer", district=locale.name(locale.district))
    return Poster(locale.name(known), points, parts, footer)


@screen.register(PointsEnding)
def points_ending(view: NoticeView[PointsEnding], locale: Locale) -> Screen:
    """Return how many points end when."""
    told = view.notice
    return Screen(locale.say("points_ending", points=told.points, day=locale.day(told.at - 1)))


def _why(offer: Offer, locale: Locale) -> str:
    """Return why a reward can't be redeemed now, in a few words."""
    day = offer.day.isoformat() if offer.day is not None else ""
    return hindered(offer.why or Hindrance.SHORT, offer.missing, day, locale)


def places(ids: tuple[str, ...], locale: Locale) -> str:
    """Return the names of the queues and stations that hand something out."""
    return locale.plain("list.between").join(_place(each, locale) for each in ids)


def _place(place: str, locale: Locale) -> str:
    is_station = place not in locale.district.queues and place in locale.district.stations
    return locale.name(locale.district.stations[place]) if is_station else locale.queue(place)


def last_day(voucher: Voucher, locale: Locale) -> str:
    """Return the last day on which a voucher holds."""
    return locale.day(voucher.ends_at - 1)


def _day(known: Reward, locale: Locale) -> str:
    return day_of(known.last.isoformat(), locale) if known.last is not None else ""
