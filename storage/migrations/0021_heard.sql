-- What became of a message of a person's, so that an edit of it is heard: its draft, its report, or its question.
create table heard (
    chat_id {{int64}} not null,
    message_id {{int64}} not null,
    draft_id {{int64}},
    report_id {{int64}},
    prompt_id {{int64}},
    at {{int64}} not null,
    primary key (chat_id, message_id)
) {{strict}};

create index heard_at on heard (at);
