-- How far riders are with lessons: the newest attempt at each, with what was answered so far as JSON.
create table lesson_attempt (
    rider_id {{int64}} not null references rider (id),
    lesson text not null,
    id {{int64}} not null,
    mark text not null,
    number {{int64}} not null,
    at {{int64}} not null,
    answers text not null,
    done_at {{int64}},
    done_in {{int64}},
    primary key (rider_id, lesson)
) {{strict}};
