"""Badges in words: their names, their levels as stars, and what is missing for the next."""

from collections.abc import Sequence

from domain.district.badges import LEVELS
from domain.programme.badges import Badge, Standing, nearest
from texts.base.locale import Locale
from texts.base.wording import Html


def stars(level: int) -> str:
    """Return a level as so many stars of three."""
    return "★" * level + "☆" * (len(LEVELS) - level)


def named(badge: Badge, locale: Locale) -> str:
    """Return a badge with its level."""
    return f"{locale.plain(f'knight.{badge.knight}')} {stars(badge.level)}"


def missing(standing: Standing, locale: Locale) -> str:
    """Return what is missing for the next level: trainings, deeds, or both."""
    trainings, deeds = standing.missing
    name = "badges.training" if trainings == 1 else "badges.trainings"
    parts = [locale.plain(name, count=trainings)] if trainings else []
    deed = standing.criteria.deed
    if deeds and deed is not None:
        said = deed.zh if locale.language == "zh" else deed.en if deeds == 1 else deed.en_many
        parts.append(locale.plain("badges.deed", count=deeds, name=said))
    return locale.plain("list.between").join(parts)


def earns(points: int, badge: str, locale: Locale) -> str:
    """Return so many points and a training of a colour, a value of `Knight`, in a few words; "" for neither."""
    parts = [locale.plain("earns.points", points=points)] if points else []
    if badge:
        parts.append(locale.plain("earns.badge", badge=locale.plain(f"knight.{badge}")))
    return locale.plain("list.between").join(parts)


def near_line(known: Sequence[Standing], locale: Locale) -> Html | None:
    """Return the line of the badge that is nearest; None where none is near."""
    near = nearest(known)
    if near is None or near.next is None:
        return None
    name = locale.plain(f"knight.{near.knight}")
    return locale.say("badges.near", name=name, stars=stars(near.next), missing=missing(near, locale))
