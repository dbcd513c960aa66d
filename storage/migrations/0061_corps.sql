-- When riders were called to an activity as it stands; null while nobody was.
alter table activity add column called_at {{int64}};

-- Whether a rider wants to be called where their badge is needed.
alter table rider add column calls {{int64}} not null default 1;

create index badge_of_knight on badge (knight, rider_id) where held = 1;

-- Who was called on which day of the district, once a day at most.
create table called (
    rider_id {{int64}} not null references rider (id),
    day text not null,
    activity_id {{int64}} not null,
    at {{int64}} not null,
    primary key (rider_id, day)
) {{strict}};
create index called_at on called (at);
