-- name: rider_by_id
-- One rider; 0 is nobody, whose imported reports are, and who was forgotten is nobody too.
select * from rider where id = :id and id <> 0 and forgotten_at is null;

-- name: rider_by_chat
-- Who writes in this private chat.
select * from rider where chat_id = :chat_id and chat_id <> 0;

-- name: save_rider
-- Insert or update.
insert into rider (
    id, chat_id, language, consent, muted, reachable, last_place, last_place_at, created_at, photos_to, voices_to,
    asked_about, asked_until, checks, digest_slot, barred, barred_for, barred_until, start_link, calls, lookout,
    appeals, seen_of, seen_until
)
values (
    :id, :chat_id, :language, :consent, :muted, :reachable, :last_place, :last_place_at, :created_at, :photos_to,
    :voices_to, :asked_about, :asked_until, :checks, :digest_slot, :barred, :barred_for, :barred_until,
    :start_link, :calls, :lookout, :appeals, :seen_of, :seen_until
)
on conflict (id) do update set
    chat_id = excluded.chat_id,
    language = excluded.language,
    consent = excluded.consent,
    muted = excluded.muted,
    reachable = excluded.reachable,
    last_place = excluded.last_place,
    last_place_at = excluded.last_place_at,
    photos_to = excluded.photos_to,
    voices_to = excluded.voices_to,
    asked_about = excluded.asked_about,
    asked_until = excluded.asked_until,
    checks = excluded.checks,
    digest_slot = excluded.digest_slot,
    barred = excluded.barred,
    barred_for = excluded.barred_for,
    barred_until = excluded.barred_until,
    start_link = excluded.start_link,
    calls = excluded.calls,
    lookout = excluded.lookout,
    appeals = excluded.appeals,
    seen_of = excluded.seen_of,
    seen_until = excluded.seen_until;

-- name: riders_page
-- A page of all that there are.
select * from rider where id > :after_id and id <> 0 and forgotten_at is null
order by id
limit :limit;

-- name: riders_to_tell
-- A page of those who hear what concerns all.
select * from rider
where id > :after_id and reachable = 1 and muted = 0 and consent = :consent
order by id
limit :limit;

-- name: riders_of_slot
-- A page of those who are told their week at this hour of it.
select * from rider
where digest_slot = :slot and id > :after_id and reachable = 1 and muted = 0 and consent = :consent
order by id
limit :limit;

-- name: digest_slots
-- The hours of a week at which anybody is told theirs, one after another.
with recursive slot (at) as (
    select min(r.digest_slot) from rider r where r.reachable = 1 and r.muted = 0
    union all
    select (
        select min(r.digest_slot) from rider r where r.digest_slot > slot.at and r.reachable = 1 and r.muted = 0
    ) from slot where slot.at is not null
)
select at from slot where at is not null;

-- name: reporter_of_report
-- Who reported; nobody did what was imported, and nobody is left of who was forgotten.
select rider.* from rider join report on report.rider_id = rider.id
where report.id = :report_id and rider.id <> 0 and rider.forgotten_at is null;

-- name: witnesses_of_report
-- Who said the same, with evidence or without, in order.
select rider.* from witness join rider on rider.id = witness.rider_id
where witness.report_id = :report_id and witness.proven = :proven and rider.forgotten_at is null
order by witness.at, rider.id;
