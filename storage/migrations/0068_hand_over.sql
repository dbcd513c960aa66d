-- What staff hand over at the end of a shift: the ids of appeals, who had them, and who took them.
create table hand_over (
    id {{int64}} primary key,
    chat_id {{int64}} not null,
    thread_id {{int64}},
    by_id {{int64}} not null,
    "by" text not null,
    at {{int64}} not null,
    appeals text not null,
    ended_at {{int64}},
    heir_id {{int64}},
    heir text not null,
    taken {{int64}} not null
) {{strict}};
create index hand_over_open on hand_over (chat_id, by_id) where ended_at is null;
create index hand_over_ended on hand_over (ended_at) where ended_at is not null;
