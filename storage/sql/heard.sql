-- name: note_heard
-- What a message came to; the first thing counts.
insert into heard (chat_id, message_id, draft_id, report_id, prompt_id, wish_id, at, album, look_at)
values (:chat_id, :message_id, :draft_id, :report_id, :prompt_id, :wish_id, :at, :album, :look_at)
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

-- name: keep_heard
-- Their report is open, or was closed lately: replies to them count. They are looked at again later.
update heard set look_at = :later where (chat_id, message_id) in (
    select h.chat_id, h.message_id from heard h
    where h.look_at < :now and h.at < :before and exists (
        select 1 from report r
        where r.id = coalesce(h.report_id, (select d.report_id from draft d where d.id = h.draft_id))
          and (r.closed_at is null or r.closed_at >= :closed_since)
    )
    order by h.look_at
    limit :limit
);

-- name: forget_heard
-- What came to a draft of which nothing is kept.
delete from heard where chat_id = :chat_id and draft_id = :draft_id;

-- name: purge_heard
-- Nobody can edit them any more, and no report that riders are heard on came of them.
delete from heard where (chat_id, message_id) in (
    select h.chat_id, h.message_id from heard h
    where h.look_at < :now and h.at < :before and not exists (
        select 1 from report r
        where r.id = coalesce(h.report_id, (select d.report_id from draft d where d.id = h.draft_id))
          and (r.closed_at is null or r.closed_at >= :closed_since)
    )
    order by h.look_at
    limit :limit
);
