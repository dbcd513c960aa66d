"""The columns of a synthetic year that are filled; the others are null or have a default."""

from collections.abc import Mapping
from typing import Final

COLUMNS: Final[Mapping[str, str]] = {
    "rider": "id chat_id language consent muted reachable created_at",
    "draft": "id rider_id version stage menu category category_chosen guesses note_parts position position_confirmed"
    " community last_message_id report_id opened_at touched_at",
    "report": "id prefix month serial rider_id version status open category note lat lng cell datum source community"
    " queue route_reason urgent submitted_at respond_by due_at overdue_at accepted_at resolved_at closed_at holder"
    " card_menu witnesses reopenings outcome traces_gone indexed",
    "report_words": "report_id words",
    "month_counter": "month last",
    "photo": "id draft_id report_id role message_id object_key format width height orientation shown_key added_at"
    " rider_id",
    "photo_hash": "photo_id hashes",
    "photo_hash_key": "key photo_id",
    "same_photo": "photo_id other_id distance",
    "event": "id report_id at action source target actor_kind actor_id actor_name words detail queue_before queue"
    " waited lasted in_time",
    "witness": "report_id rider_id at proven",
    "ledger": "cause rider_id report_id merit points day at",
    "ledger_day": "rider_id day earned",
    "timer": "kind key due_at fired_at",
    "told_week": "scope week at",
    "outbox": "key card chat_id precedence rank meaning not_before silent language revision state in_flight attempts"
    " error done_at",
    "live_message": "chat_id message_id key report_id draft_id shape content_hash live put_at",
    "heard": "chat_id message_id draft_id report_id at",
    "inbox": "bot_id update_id fingerprint chat_id payload state due_at attempts error done_at lane line",
    "imported": "source key report_id",
    "pace": "key at used",
    "prompt": "id report_id queue action chat_id user_id user_name reply_to words photo_ids stage asked_at expires_at",
    "loose_object": "object_key holders due_at taken_until",
    "queue_chat": "queue chat_id linked_at",
    "geocode": "key name position asked_at",
    "membership": "chat_id user_id inside at",
    "company": "id zh en",
    "team": "id zh en company ended",
    "stay": "id rider_id team number since until nick captain hears_captain on_board",
    "board_week": "week",
    "board_place": "board measure id place figure",
    "board_rider": "stay_id reports fixed checks",
    "voucher": "id rider_id reward zh en points places code month state at ends_at closed_at queue staff_id staff_name",
    "voucher_code": "code voucher_id ends_at",
    "slip": "id code rider_id report_id deed from_at to_at ends_at minutes name made_at",
    "training": "cause rider_id knight at",
    "lesson_attempt": "rider_id lesson id mark number at answers done_at done_in",
    "wish": (
        "id rider_id queue at stage month serial words photo_id by_when asked_at due_at adopter adopter_id adopter_ref "
        "adopted_at heard_at done_words done_photo_id thanks declined_for asker_contact adopter_contact closed_at"
    ),
    "appeal": (
        "id rider_id queue kind stage opened_at touched_at month serial place contact asks sent_at answer_by plan_by "
        "until due_at holder_id holder raised answer"
    ),
    "service_event": "id queue what at kind in_time took",
    "hand_over": "id chat_id by_id by at appeals heir taken",
    "badge": "rider_id knight level at held trace",
    "honour": "id rider_id at year number signed_at signed_by signed_name",
    "check_in": "rider_id station since until",
    "activity": "id queue kind state zh en note starts_at ends_at station place lat lng community seats languages "
    "badge points calls revision door at staff_id turn",
    "sign_up": "id activity_id rider_id number state at came_at came_by again",
    "duplicate_tally": "trait value other chances duplicates",
}
"""By table, in the order of the rows."""
