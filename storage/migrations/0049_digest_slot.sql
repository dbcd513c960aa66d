-- At which hour of the week a rider is told theirs, counted from Monday 00:00.
alter table rider add column digest_slot {{int64}} not null default 9;
create index rider_of_slot on rider (digest_slot, id) where reachable = 1 and muted = 0;
