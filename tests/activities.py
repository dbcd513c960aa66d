"""A sample activity; a test replaces what matters to it."""

from domain.programme.activities import Activity, ActivityState

HOUR = 3_600_000
TRAINING = Activity(
    id=900,
    queue="rider-service",
    kind="training",
    state=ActivityState.OPEN,
    zh="心肺复苏",
    en="CPR",
    note="",
    starts_at=10 * HOUR,
    ends_at=12 * HOUR,
    station="",
    place="文化宫",
    lat=37.45,
    lng=116.3,
    community="",
    seats=2,
    languages=("zh",),
    badge="flame",
    points=5,
    calls="",
    revision=0,
    door="",
    at=HOUR,
    staff_id=7,
)
