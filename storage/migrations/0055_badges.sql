-- Trainings that riders have completed, once for each cause.
create table training (
    cause text primary key,
    rider_id {{int64}} not null references rider (id),
    knight text not null,
    at {{int64}} not null
) {{strict}};
create index training_of_rider on training (rider_id, knight);

-- What was given to whom, once for each level. Who took it back or gave it again, when and why, is its trace.
create table badge (
    rider_id {{int64}} not null references rider (id),
    knight text not null,
    level {{int64}} not null,
    at {{int64}} not null,
    held {{int64}} not null,
    trace text not null,
    primary key (rider_id, knight, level)
) {{strict}};

-- Who may have an honour letter since when; the year and the number are those of a letter that was signed.
create table honour (
    id {{int64}} primary key,
    rider_id {{int64}} not null unique references rider (id),
    at {{int64}} not null,
    year {{int64}},
    number {{int64}},
    signed_at {{int64}},
    signed_by {{int64}} not null,
    signed_name text not null,
    unique (year, number)
) {{strict}};
