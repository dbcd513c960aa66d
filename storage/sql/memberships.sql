-- name: note_membership
-- Telegram said that somebody joined or left a group, or may do more or less in it.
insert into membership (chat_id, user_id, inside, at) values (:chat_id, :user_id, :inside, :at)
on conflict (chat_id, user_id) do update set inside = excluded.inside, at = excluded.at;

-- name: membership_heard
-- What was said of somebody last.
select * from membership where chat_id = :chat_id and user_id = :user_id;

-- name: purge_memberships
-- What is no longer relied on.
delete from membership where at < :before;
