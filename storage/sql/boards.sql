-- name: places_of_boards
-- Where boards stand, or wait to be sent.
select chat_id, thread_id from board order by chat_id, thread_id;

-- name: has_board
-- Whether a place has one.
select 1 as found from board where chat_id = :chat_id and thread_id = :thread_id;

-- name: add_board
-- A place has one.
insert into board (chat_id, thread_id) values (:chat_id, :thread_id) on conflict do nothing;

-- name: drop_board
-- Nobody works there any more.
delete from board where chat_id = :chat_id and thread_id = :thread_id;

-- name: redraw_boards
-- Arm the board with this key and that of this queue's place again at a time, unless they wait to go sooner. What is on its
-- way there shows less than that: it is sent once more.
update outbox set
    not_before = :at, revision = revision + case when state = 'waiting' and in_flight = 0 then 0 else 1 end,
    precedence = 7, rank = 7, attempts = 0, error = '', state = 'waiting', done_at = null
where card = 1 and key in (:key, (
        select 'board:' || c.chat_id || ':' || coalesce(c.thread_id, 0)
        from queue_chat c where c.queue = :queue and c.lost_at is null
    ))
  and (in_flight = 1 or state <> 'waiting' or not_before > :at)
returning key;
