-- name: purge_timers
-- They have fired long ago: what would set one of them again is over.
delete from timer where (kind, key) in (
    select t.kind, t.key from timer t where t.fired_at < :before order by t.fired_at limit :limit
);

-- name: purge_prompts
-- Nobody can answer them any more.
delete from prompt where id in (
    select p.id from prompt p where p.expires_at < :before order by p.expires_at limit :limit
);

-- name: purge_codes
-- They link nothing any more.
delete from link_code where code in (select c.code from link_code c where c.expires_at < :before limit :limit);

-- name: purge_activity_drafts
-- Nobody opened them, nor touched them, and their time is past, if they have one.
delete from activity where id in (
    select a.id from activity a where a.state = 'draft' and a.at < :before and a.ends_at < :before limit :limit
);

-- name: purge_sign_ups
-- Of activities that ended long ago.
delete from sign_up where id in (
    select s.id from activity a join sign_up s on s.activity_id = a.id
    where a.state <> 'draft' and a.ends_at < :before limit :limit
);

-- name: purge_activities
-- Who signed up for them goes first.
delete from activity where id in (
    select a.id from activity a
    where a.state <> 'draft' and a.ends_at < :before
      and (select s.id from sign_up s where s.activity_id = a.id limit 1) is null
    limit :limit
);

-- name: purge_sightings
-- Of calls that ended long ago.
delete from sighting where id in (
    select s.id from missing_person m join sighting s on s.missing_id = m.id
    where m.closed_at < :before limit :limit
);

-- name: purge_missing_told
-- Of calls that ended long ago.
delete from missing_told where (missing_id, rider_id) in (
    select t.missing_id, t.rider_id from missing_person m join missing_told t on t.missing_id = m.id
    where m.closed_at < :before limit :limit
);

-- name: purge_missing
-- Who was told and who saw something goes first.
delete from missing_person where id in (
    select m.id from missing_person m
    where m.closed_at < :before
      and not exists (select 1 from missing_told t where t.missing_id = m.id)
      and not exists (select 1 from sighting s where s.missing_id = m.id)
    limit :limit
);

-- name: purge_wish_drafts
-- Their riders have not touched them.
delete from wish where id in (
    select w.id from wish w where w.stage = 'draft' and w.at < :before order by w.at limit :limit
);

-- name: purge_wishes
-- They were fulfilled, or are over otherwise; their photos go with what became nothing.
delete from wish where id in (
    select w.id from wish w where w.closed_at < :before order by w.closed_at limit :limit
);

-- name: purge_hand_overs
-- Somebody took over, or nobody did.
delete from hand_over where id in (
    select h.id from hand_over h where h.ended_at < :before order by h.ended_at limit :limit
);

-- name: purge_told_weeks
-- Only last week is told.
delete from told_week where (scope, week) in (
    select t.scope, t.week from told_week t where t.at < :before order by t.at limit :limit
);

-- name: purge_parked_messages
-- The operator had time to look.
delete from outbox where seq in (
    select o.seq from outbox o
    where o.state = 'parked' and o.done_at is not null and o.done_at < :before and o.in_flight = 0
    order by o.done_at limit :limit
);

-- name: purge_cards
-- A card is queued anew where it has no row.
delete from outbox where seq in (
    select o.seq from outbox o
    where o.card = 1 and o.state in ('sent', 'dropped') and o.done_at < :before and o.in_flight = 0
    limit :limit
);

-- name: purge_ended_drafts
-- Their photos and clips go first.
delete from draft where id in (
    select d.id from draft d
    where d.stage in ('cancelled', 'expired', 'merged') and d.touched_at < :before
      and (select p.id from photo p where p.draft_id = d.id limit 1) is null
      and (select c.id from clip c where c.draft_id = d.id limit 1) is null
    limit :limit
);

-- name: purge_retired_messages
-- What stands in their place now is recorded itself.
delete from live_message where (chat_id, message_id) in (
    select m.chat_id, m.message_id from live_message m
    where m.live = 0 and m.shape = 'text' and m.put_at < :before
    order by m.put_at limit :limit
);

-- name: purge_other_messages
-- They are about no report. What a rider asked people must be found to be answered, and to be taken away as they leave; a board
-- stands for as long as its group.
delete from live_message where (chat_id, message_id) in (
    select m.chat_id, m.message_id from live_message m
    where m.report_id is null and m.put_at < :before and m.key not like 'asked:%' and m.key not like 'board:%'
    order by m.put_at limit :limit
);

-- name: reports_with_traces
-- Closed long ago, as are all messages about them.
select r.id from report r
where r.closed_at is not null and r.traces_gone = 0 and r.closed_at < :before
  and (select m.chat_id from live_message m where m.report_id = r.id and m.put_at >= :before limit 1) is null
order by r.closed_at, r.id
limit :limit;

-- name: reports_with_old_traces
-- Closed long ago, with a younger message about them; the draft and older messages go all the same.
select r.id from report r
where r.closed_at is not null and r.traces_gone = 0 and r.closed_at < :before and (
    (select d.id from draft d where d.report_id = r.id limit 1) is not null
    or (select m.chat_id from live_message m
        where m.report_id = r.id and m.put_at < :before and m.shape = 'text' and m.chat_id > 0 limit 1) is not null
)
order by r.closed_at, r.id
limit :limit;

-- name: loosen_closed_photos
-- They belong to the report alone.
update photo set draft_id = null where draft_id in (select d.id from draft d where d.report_id = :report_id);

-- name: loosen_closed_clips
-- They belong to the report alone.
update clip set draft_id = null where draft_id in (select d.id from draft d where d.report_id = :report_id);

-- name: purge_closed_drafts
-- No receipt changes any more.
delete from draft where report_id = :report_id;

-- name: purge_texts_of_report
-- A card in a group must be found while there are words to take off it.
delete from live_message
where report_id = :report_id and shape = 'text' and put_at < :before and (chat_id > 0 or (
    (select r.note from report r where r.id = :report_id) = ''
    and (select e.id from event e where e.report_id = :report_id and e.words <> '' limit 1) is null
));

-- name: purge_pictures_of_report
-- While there are photos or clips, their messages must be found to be taken away.
delete from live_message
where report_id = :report_id and shape <> 'text' and put_at < :before
  and (select p.id from photo p where p.report_id = :report_id limit 1) is null
  and (select c.id from clip c where c.report_id = :report_id limit 1) is null;

-- name: note_traces_gone
-- What is left goes with the words or the photos.
update report set traces_gone = 1 where id = :report_id;

-- name: look_for_traces_again
-- What kept some of them is gone.
update report set traces_gone = 0, words_gone = 0
where id = :report_id and (traces_gone = 1 or words_gone = 1);

-- name: reports_with_words
-- Closed very long ago; their photos and clips go first, and are found by this.
select r.id from report r
where r.closed_at is not null and r.words_gone = 0 and r.closed_at < :before
  and (select p.id from photo p where p.report_id = r.id limit 1) is null
  and (select c.id from clip c where c.report_id = r.id limit 1) is null
order by r.closed_at, r.id
limit :limit;

-- name: blank_closed_notes
-- What was imported stays as the operator brought it.
update report set version = version + 1, note = '', outcome = '', spot = null, indexed = 0
where id = :report_id and source <> 'import' and (note <> '' or outcome <> '' or spot is not null);

-- name: blank_closed_words
-- Who did what, and when, stays.
update event set words = '' where report_id = :report_id and words <> '';

-- name: note_words_gone
-- Now messages go that were kept for them.
update report set traces_gone = 0, words_gone = 1 where id = :report_id;

-- name: strangers_with_messages
-- Private chats of no rider, found one chat after another.
with recursive chat (id) as (
    select min(f.chat_id) from outbox f where f.chat_id > 0
    union all
    select (select o.chat_id from outbox o where o.chat_id > chat.id order by o.chat_id limit 1)
    from chat where chat.id is not null
)
select chat.id from chat
where chat.id is not null and (select r.id from rider r where r.chat_id = chat.id) is null;

-- name: purge_strangers_messages
-- Their last message was still on its way when they left.
delete from outbox
where chat_id = :chat_id and state <> 'waiting' and in_flight = 0 and done_at < :before;

-- name: strangers_with_records
-- The same, of what stands in chats.
with recursive chat (id) as (
    select min(f.chat_id) from live_message f where f.chat_id > 0
    union all
    select (select o.chat_id from live_message o where o.chat_id > chat.id order by o.chat_id limit 1)
    from chat where chat.id is not null
)
select chat.id from chat
where chat.id is not null and (select r.id from rider r where r.chat_id = chat.id) is null;

-- name: purge_strangers_records
-- The same, where they stand.
delete from live_message where chat_id = :chat_id and put_at < :before;
