-- Groups that became supergroups: cards of before are still pressed in the old chat.
create table moved_chat (
    old_chat {{int64}} primary key,
    new_chat {{int64}} not null
) {{strict}};

-- What was heard last of people in groups: whether they are inside, or null where only a change is known.
create table membership (
    chat_id {{int64}} not null,
    user_id {{int64}} not null,
    inside {{int64}},
    at {{int64}} not null,
    primary key (chat_id, user_id)
) {{strict}};

create index membership_at on membership (at);
