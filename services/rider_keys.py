"""Keys of what riders are sent by the rider programme; others are in `services.outgoing`."""


def voucher_key(voucher_id: int) -> str:
    """Return the key of a rider's card of a voucher."""
    return f"voucher:{voucher_id}"


def voucher_told_key(voucher_id: int, what: str, at: int) -> str:
    """Return the key under which a rider hears once what became of a voucher at a time, ms UTC."""
    return f"voucher_told:{voucher_id}:{what}:{at}"


def activity_told_key(activity_id: int, revision: int, news: str, sign_up_id: int) -> str:
    """Return the key under which a rider hears once a piece of news of an activity; each revision has its own."""
    return f"activity:{activity_id}:{revision}:{news}:{sign_up_id}"


def called_key(activity_id: int, revision: int, rider_id: int) -> str:
    """Return the key under which a rider is called once to an activity; each revision has its own."""
    return f"called:{activity_id}:{revision}:{rider_id}"


def team_announcement_key(announcement_id: int) -> str:
    """Return the key of a captain's announcement before the captain."""
    return f"team_announcement:{announcement_id}"


def points_ending_key(rider_id: int, stage: str) -> str:
    """Return the key under which a rider hears once that points end, for each time that this is said."""
    return f"points_ending:{rider_id}:{stage}"


def badge_key(rider_id: int, knight: str, level: int) -> str:
    """Return the key under which a rider hears once that they were given a badge."""
    return f"badge:{rider_id}:{knight}:{level}"


def badge_told_key(rider_id: int, knight: str, level: int, at: int) -> str:
    """Return the key under which a rider hears once what supervisors did with a badge at a time, ms UTC."""
    return f"badge_told:{rider_id}:{knight}:{level}:{at}"


def letter_key(honour_id: int) -> str:
    """Return the key under which a rider gets their honour letter when it is signed."""
    return f"letter:{honour_id}"


def slip_name_key(slip_id: int, asked: int) -> str:
    """Return the key of a question what name is to stand on a slip; `asked` tells several apart."""
    return f"slip_name:{slip_id}:{asked}"


def slip_of_name_key(key: str) -> int | None:
    """Return the id of the slip of such a key; None for any other key."""
    kind, *ids = key.split(":")
    return int(ids[0]) if kind == "slip_name" else None
