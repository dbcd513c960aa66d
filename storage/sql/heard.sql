-- name: note_heard
-- What a message came to; the first thing counts.
insert into heard (chat_id, message_id, draft_id, report_id, prompt_id, at)
values (:chat_id, :message_id, :draft_id, :report_id, :prompt_id, :at)
on conflict (chat_id, message_id) do nothing;

-- name: heard_message
-- What a message came to.
select * from heard where chat_id = :chat_id and message_id = :message_id;

-- name: purge_heard
-- Telegram lets people edit for two days.
delete from heard where at < :before;
