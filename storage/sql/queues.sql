-- name: chat_of_queue
-- Where a queue works.
select * from queue_chat where queue = :queue and lost_at is null;

-- name: chats_of_queues
-- Where all queues work that have a group.
select * from queue_chat where lost_at is null order by queue;

-- name: lose_chat
-- Nobody works in this group any more.
update queue_chat set lost_at = :now where chat_id = :chat_id and lost_at is null;

-- name: queues_of_chat
-- Who works in a group, or did until it was lost.
select * from queue_chat where chat_id = :chat_id order by queue;

-- name: link_queue
-- A queue works here now.
insert into queue_chat (queue, chat_id, thread_id, linked_at) values (:queue, :chat_id, :thread_id, :linked_at)
on conflict (queue) do update set
    chat_id = excluded.chat_id, thread_id = excluded.thread_id, linked_at = excluded.linked_at, lost_at = null;

-- name: unlink_queue
-- A queue works nowhere now.
delete from queue_chat where queue = :queue;

-- name: lost_queues
-- Whose group is lost.
select queue from queue_chat where lost_at is not null order by queue;

-- name: move_queues
-- A group became a supergroup.
update queue_chat set chat_id = :new_chat where chat_id = :old_chat;

-- name: note_move
-- Cards of before stay in the old chat.
insert into moved_chat (old_chat, new_chat) values (:old_chat, :new_chat)
on conflict (old_chat) do update set new_chat = excluded.new_chat;

-- name: present_chat
-- Where a group is now.
select new_chat from moved_chat where old_chat = :chat_id;

-- name: lacks_of_chat
-- What makes a group unfit.
select lacks from unfit_chat where chat_id = :chat_id;

-- name: forget_lacks
-- It is well, or was looked at anew.
delete from unfit_chat where chat_id = :chat_id;

-- name: keep_lacks
-- What makes a group unfit now.
insert into unfit_chat (chat_id, lacks) values (:chat_id, :lacks);

-- name: put_code
-- A one-time code.
insert into link_code (code, queue, expires_at) values (:code, :queue, :expires_at)
on conflict (code) do update set queue = excluded.queue, expires_at = excluded.expires_at, used_at = null;

-- name: use_code
-- Once, and in time.
update link_code set used_at = :now
where code = :code and used_at is null and expires_at > :now
returning queue;

-- name: add_prompt
-- A question to one member of a group.
insert into prompt (
    id, report_id, queue, action, chat_id, thread_id, user_id, user_name, reply_to, words, photo_ids, clip_ids, stage,
    asked_at, expires_at, late_for, away_m, doubts, in_words
) values (
    :id, :report_id, :queue, :action, :chat_id, :thread_id, :user_id, :user_name, :reply_to, :words, :photo_ids,
    :clip_ids, :stage, :asked_at, :expires_at, :late_for, :away_m, :doubts, :in_words
);

-- name: prompt_by_id
-- One question.
select * from prompt where id = :id;

-- name: open_prompts
-- What somebody in a group still has to answer, newest first.
select * from prompt
where stage = 'open' and chat_id = :chat_id and user_id = :user_id
order by asked_at desc, id desc;

-- name: save_prompt
-- It was answered, has expired, or has moved.
update prompt set
    report_id = :report_id, queue = :queue, action = :action, chat_id = :chat_id, thread_id = :thread_id,
    user_id = :user_id, user_name = :user_name, reply_to = :reply_to, words = :words, photo_ids = :photo_ids,
    clip_ids = :clip_ids, stage = :stage, asked_at = :asked_at, expires_at = :expires_at, late_for = :late_for,
    away_m = :away_m, doubts = :doubts, in_words = :in_words
where id = :id;
