-- Not strict, as SQLite's strict tables don't know "double precision". Activities for riders; `turn` is raised by whoever gives or frees a seat, so that two at once meet.
create table activity (
    id {{int64}} primary key,
    queue text not null,
    kind text not null,
    state text not null,
    zh text not null,
    en text not null,
    note text not null,
    starts_at {{int64}} not null,
    ends_at {{int64}} not null,
    station text not null,
    place text not null,
    lat double precision,
    lng double precision,
    community text not null,
    seats {{int64}},
    languages text not null,
    badge text not null,
    points {{int64}} not null,
    calls text not null,
    revision {{int64}} not null,
    door text not null,
    at {{int64}} not null,
    staff_id {{int64}} not null,
    turn {{int64}} not null default 0
);
create index activity_open on activity (starts_at, id) where state = 'open';
create index activity_of_queue on activity (queue, ends_at);
create unique index activity_door on activity (door) where door <> '';

-- What riders have to do with activities.
create table sign_up (
    id {{int64}} primary key,
    activity_id {{int64}} not null references activity (id),
    rider_id {{int64}} not null references rider (id),
    number {{int64}} not null,
    state text not null,
    at {{int64}} not null,
    came_at {{int64}},
    came_by text,
    again {{int64}} not null,
    unique (activity_id, rider_id),
    unique (activity_id, number)
) {{strict}};
create index sign_up_of_rider on sign_up (rider_id);
create index sign_up_waiting on sign_up (activity_id, at, id) where state = 'waiting';
