-- Points are spent on what has nothing to do with a report.
alter table ledger alter column report_id drop not null;

-- The link by which a rider came, until they agree to the terms.
alter table rider add column start_link text not null default '';
