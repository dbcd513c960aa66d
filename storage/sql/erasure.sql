-- name: find_photos_of_rider
-- Photos of the time when none named its rider: in doubt, a report's later photos are theirs.
update photo set rider_id = :rider_id
where rider_id is null and draft_id is null and role = 'added' and report_id in (
    select report.id from report where report.rider_id = :rider_id
    union
    select event.report_id from event
    where event.actor_kind = 'rider' and event.actor_id = :rider_id and event.action = 'added'
);

-- name: loosen_photos
-- Before their drafts go.
update photo set draft_id = null where draft_id in (select draft.id from draft where draft.rider_id = :rider_id);

-- name: loosen_clips
-- Before their drafts go.
update clip set draft_id = null where draft_id in (select draft.id from draft where draft.rider_id = :rider_id);

-- name: erase_photo_questions
-- What a model was asked about their photos, or is to be asked; before their drafts go.
delete from photo_question where draft_id in (select draft.id from draft where draft.rider_id = :rider_id);

-- name: erase_drafts
-- All drafts of a rider.
delete from draft where rider_id = :rider_id;

-- name: erase_outcomes
-- What a rider answered last stands on the report too; done before the events lose it.
update report set version = version + 1, outcome = ''
where outcome <> '' and id in (
    select event.report_id from event where event.actor_kind = 'rider' and event.actor_id = :rider_id
) and exists (
    select 1 from event
    where event.report_id = report.id and event.words = report.outcome
      and event.actor_kind = 'rider' and event.actor_id = :rider_id
);

-- name: index_again_of_rider
-- What they wrote goes; whoever reported has said so, too.
update report set indexed = 0 where id in (
    select event.report_id from event where event.actor_kind = 'rider' and event.actor_id = :rider_id
);

-- name: erase_notes
-- What a rider wrote in their reports.
update report set version = version + 1, note = '', spot = null, indexed = 0
where rider_id = :rider_id and (note <> '' or spot is not null);

-- name: erase_words
-- What a rider wrote later.
update event set words = '' where actor_kind = 'rider' and actor_id = :rider_id and words <> '';

-- name: erase_live_location
-- Where they were.
delete from live_location where rider_id = :rider_id;

-- name: erase_check_in
-- At which station they were.
delete from check_in where rider_id = :rider_id;

-- name: erase_messages
-- What was sent to them and what waits.
delete from outbox where chat_id = :chat_id;

-- name: erase_live_messages
-- Where it stands.
delete from live_message where chat_id = :chat_id;

-- name: erase_heard
-- What their messages came to.
delete from heard where chat_id = :chat_id;

-- name: erase_prompts
-- What they were asked in private.
delete from prompt where chat_id = :chat_id;

-- name: erase_hold
-- How long their chat was to wait.
delete from chat_hold where chat_id = :chat_id;

-- name: erase_waiting_updates
-- What they sent before they asked to be forgotten and what was not done yet. A sum, as PostgreSQL would look for the
-- greatest number of all chats first.
update inbox set state = 'done', done_at = :now, error = ''
where chat_id = :chat_id and state = 'waiting'
  and seq < (select max(i.seq + 0) from inbox i where i.chat_id = :chat_id and i.state = 'done');

-- name: erase_updates
-- What they sent, in hand or done; the keys stay, so that nothing is done twice.
update inbox set payload = '', chat_id = 0, line = 0, error = '' where chat_id = :chat_id and state <> 'waiting';

-- name: erase_rider
-- The key stays for the ledger and the events.
update rider set
    chat_id = -id, language = null, consent = 0, muted = 1, reachable = 0, last_place = null, last_place_at = null,
    photos_to = '', voices_to = '', asked_about = null, asked_until = null, checks = 0, calls = 1, lookout = 0,
    appeals = 0, seen_of = null, seen_until = null,
    barred = null, barred_for = null, barred_until = null, start_link = '',
    forgotten_at = :now
where id = :rider_id;

-- name: delete_rider
-- Nothing names them.
delete from rider
where id = :rider_id
  and not exists (select 1 from report where report.rider_id = rider.id)
  and not exists (select 1 from witness where witness.rider_id = rider.id)
  and not exists (select 1 from ledger where ledger.rider_id = rider.id)
  and not exists (select 1 from event where event.actor_kind = 'rider' and event.actor_id = rider.id)
  and not exists (select 1 from photo where photo.rider_id = rider.id)
  and not exists (select 1 from clip where clip.rider_id = rider.id)
  and not exists (select 1 from stay where stay.rider_id = rider.id)
  and not exists (select 1 from sign_up where sign_up.rider_id = rider.id)
  and not exists (select 1 from appeal where appeal.rider_id = rider.id);

-- name: reports_with_rider
-- Reports that a rider made or wrote to, a page at a time.
select id from (
    select report.id from report where report.rider_id = :rider_id
    union
    select event.report_id from event where event.actor_kind = 'rider' and event.actor_id = :rider_id
) touched
where id > :after_id
order by id
limit :limit;

-- name: messages_with_words
-- Messages to groups that hold what people wrote.
select seq, meaning from outbox
where card = 0 and chat_id < 0 and in_flight = 0 and meaning like '%"words":"_%';

-- name: reword_message
-- Without what people wrote.
update outbox set meaning = :meaning where seq = :seq;

-- name: groups_written_to
-- Where a message of ours may stand: also groups that a queue has left, or that became another.
with recursive chat (id) as (
    select min(f.chat_id) from live_message f where f.chat_id < 0
    union all
    select (select min(o.chat_id) from live_message o where o.chat_id > chat.id and o.chat_id < 0)
    from chat where chat.id is not null
)
select chat.id from chat where chat.id is not null;

-- name: asked_messages
-- What a rider asked people, where it stands in one group.
select chat_id, message_id from live_message where chat_id = :chat_id and key like cast(:keys as text);

-- name: erase_asked
-- What a rider asked people in groups; what is on its way is looked for again later.
delete from outbox where card = 0 and chat_id < 0 and in_flight = 0 and key like cast(:keys as text);
