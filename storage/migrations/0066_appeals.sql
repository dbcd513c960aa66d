-- Whether a rider ever began an appeal, so that it is not looked for with each message of all others.
alter table rider add column appeals {{int64}} not null default 0;

-- Appeals of riders. `gone` says that nothing of what was said is kept any more.
create table appeal (
    id {{int64}} primary key,
    rider_id {{int64}} not null references rider (id),
    queue text not null,
    kind text,
    stage text not null,
    opened_at {{int64}} not null,
    touched_at {{int64}} not null,
    month text not null,
    serial {{int64}} not null,
    position text,
    place text not null,
    contact text not null,
    asks text not null,
    sent_at {{int64}},
    answer_by {{int64}},
    plan_by {{int64}},
    until {{int64}},
    due_at {{int64}},
    followed_at {{int64}},
    closed_at {{int64}},
    holder_id {{int64}},
    holder text not null,
    raised {{int64}} not null,
    answer text not null,
    gone {{int64}} not null default 0
) {{strict}};
create unique index appeal_number on appeal (month, serial) where serial > 0;
create index appeal_of_rider on appeal (rider_id, opened_at);
create index appeal_open on appeal (queue, due_at) where stage in ('collected', 'planned', 'followed');
create index appeal_sent on appeal (sent_at);
create index appeal_closed on appeal (closed_at) where gone = 0;
create index appeal_ended on appeal (queue, closed_at);

-- How far a month has counted.
create table appeal_counter (
    month text primary key,
    last {{int64}} not null
) {{strict}};

-- What was said about them.
create table appeal_line (
    id {{int64}} primary key,
    appeal_id {{int64}} not null references appeal (id),
    at {{int64}} not null,
    said text not null,
    words text not null,
    message_id {{int64}} not null,
    photo_id {{int64}},
    clip_id {{int64}},
    by_id {{int64}} not null,
    "by" text not null
) {{strict}};
create index appeal_line_of on appeal_line (appeal_id, id);
create index appeal_line_photo on appeal_line (photo_id) where photo_id is not null;
create index appeal_line_clip on appeal_line (clip_id) where clip_id is not null;
