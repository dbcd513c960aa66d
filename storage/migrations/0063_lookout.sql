-- Riders on the lookout for missing persons: whether one is, and where they were in the last two hours.
alter table rider add column lookout {{int64}} not null default 0;

-- Not strict, as the table of reports.
create table whereabouts (
    rider_id {{int64}} primary key references rider (id),
    lat double precision not null,
    lng double precision not null,
    at {{int64}} not null,
    accuracy_m double precision
);
create index whereabouts_place on whereabouts (lat, lng);
create index whereabouts_at on whereabouts (at);
