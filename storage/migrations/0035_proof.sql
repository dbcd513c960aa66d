-- What makes the proof of a repair doubtful: how far away its photos were taken, in metres, and why staff are asked first.
alter table prompt add column away_m {{int64}};
alter table prompt add column doubts text not null default '[]';

-- Riders who are asked about repairs that they pass: whether they want to be, and about which they were.
alter table rider add column checks integer not null default 0;

create table spot_check (
    rider_id {{int64}} not null references rider (id),
    report_id {{int64}} not null references report (id),
    asked_at {{int64}} not null,
    primary key (rider_id, report_id)
) {{strict}};
create index spot_check_of_report on spot_check (report_id);
create index spot_check_asked on spot_check (asked_at);

-- What was resolved and waits for an answer, by its place.
create index report_to_check on report (cell, lat, lng, rider_id, id) where status = 'resolved';
