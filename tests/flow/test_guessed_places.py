"""No place is guessed: the last one is offered, what was forwarded is asked about, what is far away goes to others."""

import pytest

from playground.people import Person
from tests.flow.reading import labels, words
from tests.town import Town, picture, plain_picture

EN = "en"
