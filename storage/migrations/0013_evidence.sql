-- Whether a witness has shown that they were there; and what a draft's messages tell about that. Witnesses from before
-- keep their standing.

alter table witness add column proven {{int64}} not null default 1;
alter table draft add column traces text not null default '[]';
create index ledger_of_day on ledger (rider_id, day, merit);
