-- name: note_heard
-- What a message came to; the first thing counts.
insert into heard (chat_id, message_id, draft_id, report_id, prompt_id, at, album)
values (:chat_id, :message_id, :draft_id, :report_id, :prompt_id, :at, :album)
on conflict (chat_id, message_id) do nothing;

-- name: heard_message
-- What a message came to.
select * from heard where chat_id = :chat_id and message_id = :message_id;

-- name: heard_of_album
-- What the parts of an album came to that have arrived.
select * from heard where chat_id = :chat_id and album = :album and album <> '' order by message_id;

-- name: move_heard
-- A message that belongs to another draft.
update heard set draft_id = :draft_id where chat_id = :chat_id and message_id = :message_id;

-- name: purge_heard
-- Telegram lets people edit for two days.
delete from heard where at < :before;
