"""The names of a district by which lists of tickets are asked for."""

from domain.district.district import District
from domain.tickets.list_words import Names


def names_of(district: District) -> Names:
    """Return the names of its categories in both languages, also the short ones, and those of its communities."""
    categories = {
        each.slug: (each.slug, each.zh, each.en, each.short_zh, each.short_en) for each in district.catalogue.values()
    }
    return Names(categories, {each.id: each.name for each in district.communities.values()})
