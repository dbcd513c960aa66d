-- What an outside model sees on a draft's photo, the host that the terms of a rider name for it, and what it is still to be
-- asked: at most one photo of a draft at a time.

alter table draft add column seen text;
alter table rider add column photos_to text not null default '';

create table photo_question (
    draft_id {{int64}} primary key,
    photo_id {{int64}} not null,
    put_at {{int64}} not null,
    due_at {{int64}},
    tries {{int64}} not null
) {{strict}};

create index photo_question_waiting on photo_question (draft_id, due_at) where due_at is not null;
create index photo_question_put on photo_question (put_at);
