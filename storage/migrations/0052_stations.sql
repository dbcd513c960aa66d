-- A report that a station is closed or broken goes to who looks after that.
alter table draft add column station text;

-- Whose place is asked for, and what for.
create table place_asked (
    rider_id {{int64}} primary key references rider (id),
    message_id {{int64}} not null,
    asked_at {{int64}} not null,
    station text not null,
    amenities {{int64}} not null
) {{strict}};

create index place_asked_at on place_asked (asked_at);

-- Each rider's latest check-in.
create table check_in (
    rider_id {{int64}} primary key references rider (id),
    station text not null,
    since {{int64}} not null,
    until {{int64}} not null
) {{strict}};

create index check_in_at_station on check_in (station, until);
create index check_in_until on check_in (until);
