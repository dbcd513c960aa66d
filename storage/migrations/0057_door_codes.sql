-- The codes that were shown at the doors of activities, kept for a while so that an old one is known as such.
create table door_code (
    code text primary key,
    activity_id {{int64}} not null references activity (id),
    shown_at {{int64}} not null
) {{strict}};
create index door_code_of_activity on door_code (activity_id, shown_at);
create index door_code_shown on door_code (shown_at);
