-- name: live_message_of_key
-- The message that shows a card now.
select * from live_message where key = :key and live = 1;

-- name: message_at
-- What stands there.
select * from live_message where chat_id = :chat_id and message_id = :message_id;

-- name: receipt_in_chat
-- What notices about a report reply to: the newest card of a draft that became or joined it.
select * from live_message
where report_id = :report_id and chat_id = :chat_id and live = 1 and draft_id is not null
order by message_id desc
limit 1;

-- name: merged_into
-- Whoever reported one of these hears of the report as well.
select id from report where original = :report_id limit 20;

-- name: pictures_of_report
-- Where pictures of a report can be seen.
select * from live_message where report_id = :report_id and shape = 'photo' order by chat_id, message_id;

-- name: looked_up_of_report
-- Where staff read all that was said of a report.
select * from live_message where report_id = :report_id and key like 'looked:%';

-- name: missing_looked_up
-- Where staff read of missing persons.
select * from live_message where chat_id = :chat_id and key like 'looked:%missing';

-- name: lingering_messages
-- What reminds in a group, of a ticket or of several, cards that were sent anew elsewhere, and what was asked for, as far as
-- they stand there.
select * from live_message
where chat_id = :chat_id and draft_id is null and (
    key like 'nudge:%' or key like 'late:%' or key like 'overdue:%' or key like 'long_overdue:%'
    or key like 'unanswered:%' or key like 'reminders:%' or key like 'ticket:%' and live = 0
    or key like 'board:%' and live = 0 or key like 'looked:%' or key like 'beside:%'
);

-- name: retire_messages
-- The card was sent anew elsewhere.
update live_message set live = 0
where key = :key and live = 1 and not (chat_id = :chat_id and message_id = :message_id);

-- name: put_live_message
-- A message of ours stands in a chat, or shows something else now.
insert into live_message (chat_id, message_id, key, report_id, draft_id, shape, content_hash, live, put_at)
values (:chat_id, :message_id, :key, :report_id, :draft_id, :shape, :content_hash, :live, :now)
on conflict (chat_id, message_id) do update set
    key = excluded.key, report_id = excluded.report_id, draft_id = excluded.draft_id, shape = excluded.shape,
    content_hash = excluded.content_hash, live = excluded.live;

-- name: forget_message
-- It was deleted.
delete from live_message where chat_id = :chat_id and message_id = :message_id;
