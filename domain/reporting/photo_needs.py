"""Which reports need a photo."""

from domain.district.catalogue import Category, PhotoRule
from domain.language.spots import names_rooms


def needs_photo(category: Category, note: str) -> bool:
    """Return whether a report of this category with these words needs a photo.

    What is urgent waits for none: nobody is to look for a camera beside an open shaft. Nor does what is indoors and
    whose building and floor are named: a picture of a dark stairwell helps nobody to find it.
    """
    if category.photo is not PhotoRule.NEEDED or category.urgent:
        return False
    return not (category.indoor and names_rooms(note))
