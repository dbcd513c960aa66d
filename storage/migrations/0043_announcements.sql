-- What supervisors say to all riders at once: as it was written, by whom, and how many were told.
create table announcement (
    id {{int64}} primary key,
    words text not null,
    by_id {{int64}} not null,
    by_name text not null,
    at {{int64}} not null,
    state text not null,
    told {{int64}} not null
) {{strict}};
