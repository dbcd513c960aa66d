"""Whether the weekly digest comes."""

from domain.week.messages import DigestMuted
from tests.sample_views import (
    rider,
    told,
)


def test_muting_says_what_is_so_now() -> None:
    assert told(DigestMuted(), reader=rider(muted=True)).text != told(DigestMuted()).text
