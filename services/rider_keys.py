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


def appeal_key(appeal_id: int) -> str:
    """Return the key of a rider's card of an appeal, which later is the receipt."""
    return f"appeal:{appeal_id}"


def appeal_told_key(appeal_id: int, what: str, cause: int) -> str:
    """Return the key under which a rider hears once of a thing that happened to an appeal; `cause` tells such apart."""
    return f"appeal_told:{appeal_id}:{what}:{cause}"


def appeal_of_key(key: str) -> int | None:
    """Return the appeal that a message to its rider is about; None for any other key."""
    kind, _, rest = key.partition(":")
    return int(rest.partition(":")[0]) if kind in {"appeal", "appeal_told"} else None


def appeal_ticket_key(appeal_id: int) -> str:
    """Return the key of the staff's card of an appeal."""
    return f"appeal_ticket:{appeal_id}"


def appeal_from_key(rider_id: int, appeal_id: int, line_id: int, cause: int) -> str:
    """Return the key under which staff read what a rider said; `cause` tells apart how often they asked for it."""
    return f"{appeal_from_keys(rider_id)}{appeal_id}:{line_id}:{cause}"


def appeal_from_keys(rider_id: int) -> str:
    """Return what the keys of all begin with that staff read of a rider's appeals beside their cards."""
    return f"appeal_from:{rider_id}:"


def appeal_in_group(key: str) -> int | None:
    """Return the appeal that a message in a group is about, so that a reply is for it; None for any other key."""
    kind, *rest = key.split(":")
    place = {"appeal_ticket": 0, "appeal_from": 1, "appeal_due": 0}.get(kind)
    return int(rest[place]) if place is not None else None


def appeal_due_key(appeal_id: int, what: str, at: int) -> str:
    """Return the key of what reminds staff of an appeal once, ms UTC."""
    return f"{appeal_due_keys(appeal_id)}:{what}:{at}"


def appeal_due_keys(appeal_id: int) -> str:
    """Return the key under which the newest of what reminds of an appeal stands in its group."""
    return f"appeal_due:{appeal_id}"


def appeal_up_key(appeal_id: int, why: str, at: int) -> str:
    """Return the key under which supervisors hear once of an appeal, ms UTC."""
    return f"appeal_up:{appeal_id}:{why}:{at}"


def slip_name_key(slip_id: int, asked: int) -> str:
    """Return the key of a question what name is to stand on a slip; `asked` tells several apart."""
    return f"slip_name:{slip_id}:{asked}"


def slip_of_name_key(key: str) -> int | None:
    """Return the id of the slip of such a key; None for any other key."""
    kind, *ids = key.split(":")
    return int(ids[0]) if kind == "slip_name" else None
