-- Points are spent on what has nothing to do with a report; the index says of each entry whether it was.
alter table ledger alter column report_id drop not null;
drop index ledger_of_rider;
create index ledger_of_rider on ledger (rider_id, at, points, merit);

-- The link by which a rider came, until they agree to the terms.
alter table rider add column start_link text not null default '';
