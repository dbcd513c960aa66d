-- name: ask_photo_question
-- About the newest photo; one that was asked about before is not asked about again.
insert into photo_question (draft_id, photo_id, put_at, due_at, tries)
values (:draft_id, :photo_id, :put_at, :due_at, 0)
on conflict (draft_id) do update set
    photo_id = excluded.photo_id, put_at = excluded.put_at, due_at = excluded.due_at, tries = 0
where photo_question.photo_id <> excluded.photo_id;

-- name: due_photo_question
-- The newest first, as its rider still looks at the card.
select * from photo_question
where due_at is not null and due_at <= :now
order by draft_id desc
limit 1;

-- name: save_photo_question
-- What became of it, unless another photo took its place.
update photo_question set due_at = :due_at, tries = :tries
where draft_id = :draft_id and photo_id = :photo_id;

-- name: drop_photo_question
-- Nobody needs its answer now.
delete from photo_question where draft_id = :draft_id;

-- name: next_photo_question
-- When to look again.
select min(due_at) as due_at from photo_question where due_at is not null;

-- name: purge_photo_questions
-- Their drafts have ended.
delete from photo_question where put_at < :before;
