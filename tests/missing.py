"""A sample call about a missing person; a test replaces what matters to it."""

from domain.geo.positions import Position
from domain.programme.missing_persons import MissingPerson, MissingState

HOUR = 3_600_000
GRANDMA = MissingPerson(
    id=950,
    queue="lighting",
    state=MissingState.OPEN,
    report_id=None,
    photo_id=None,
    description="老太太，70 多岁，红棉袄",
    seen_where="北门公交站",
    position=Position(37.45, 116.3, "wgs84", "location"),
    seen_at=10 * HOUR,
    radius_m=1_000,
    hours=4,
    until=15 * HOUR,
    knight="",
    made_by=7,
    made_at=11 * HOUR,
    opened_by=7,
    opened_at=11 * HOUR,
)
