-- How often something was done in the present period: drafts, edits, additions, nudges.
create table pace (
    key text primary key,
    at {{int64}} not null,
    used {{int64}} not null
) {{strict}};

create index pace_at on pace (at);
