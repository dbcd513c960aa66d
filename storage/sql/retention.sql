-- name: purge_timers
-- They have fired long ago: what would set one of them again is over.
delete from timer where fired_at < :before;

-- name: purge_prompts
-- Nobody can answer them any more.
delete from prompt where expires_at < :before;

-- name: purge_codes
-- They link nothing any more.
delete from link_code where expires_at < :before;

-- name: purge_told_weeks
-- Only last week is told.
delete from told_week where at < :before;

-- name: purge_parked_messages
-- The operator had time to look.
delete from outbox where state = 'parked' and in_flight = 0 and done_at < :before;

-- name: purge_cards
-- A card is queued anew where it has no row.
delete from outbox where card = 1 and state in ('sent', 'dropped') and in_flight = 0 and done_at < :before;

-- name: purge_ended_drafts
-- Their photos go first.
delete from draft
where stage in ('cancelled', 'expired') and touched_at < :before
  and not exists (select 1 from photo where photo.draft_id = draft.id);

-- name: loosen_closed_photos
-- They belong to the report alone.
update photo set draft_id = null where draft_id in (
    select draft.id from draft join report on report.id = draft.report_id where report.closed_at < :before
);

-- name: purge_closed_drafts
-- No receipt changes any more.
delete from draft where report_id in (select report.id from report where report.closed_at < :before);

-- name: blank_closed_notes
-- What was imported stays as the operator brought it.
update report set version = version + 1, note = '', outcome = ''
where closed_at < :before and source <> 'import' and (note <> '' or outcome <> '');

-- name: blank_closed_words
-- Who did what, and when, stays.
update event set words = ''
where words <> '' and report_id in (select report.id from report where report.closed_at < :before);

-- name: purge_live_messages
-- A message about an open report can still be answered; a card must be found while there are words to take off it.
delete from live_message
where put_at < :before and shape = 'text' and (
    live = 0 or report_id is null
    or report_id in (
        select report.id from report
        where report.closed_at < :before and (live_message.chat_id > 0 or (
            report.note = ''
            and not exists (select 1 from event where event.report_id = report.id and event.words <> '')
        ))
    )
);

-- name: purge_live_pictures
-- While there are photos, their messages must be found to be taken away.
delete from live_message
where put_at < :before and shape <> 'text'
  and (report_id is null or report_id in (select report.id from report where report.closed_at < :before))
  and not exists (select 1 from photo where photo.report_id = live_message.report_id);

-- name: purge_strangers_messages
-- Their last message was still on its way when they left.
delete from outbox
where chat_id > 0 and state <> 'waiting' and in_flight = 0 and done_at < :before
  and not exists (select 1 from rider where rider.chat_id = outbox.chat_id);

-- name: purge_strangers_records
-- The same, where they stand.
delete from live_message
where chat_id > 0 and put_at < :before
  and not exists (select 1 from rider where rider.chat_id = live_message.chat_id);
