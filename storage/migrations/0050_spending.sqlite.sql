-- Points are spent on what has nothing to do with a report.
create table ledger_now (
    seq integer primary key autoincrement,
    cause text not null unique,
    rider_id integer not null references rider (id),
    report_id integer references report (id),
    merit text not null,
    points integer not null,
    day text not null,
    at integer not null
) strict;
insert into ledger_now (seq, cause, rider_id, report_id, merit, points, day, at)
select seq, cause, rider_id, report_id, merit, points, day, at from ledger order by seq;
drop table ledger;
alter table ledger_now rename to ledger;

create index ledger_of_rider on ledger (rider_id, at, points);
create index ledger_of_report on ledger (report_id) where report_id is not null;
create index ledger_of_day on ledger (rider_id, day, merit);
create index ledger_at on ledger (at);

-- The link by which a rider came, until they agree to the terms.
alter table rider add column start_link text not null default '';
