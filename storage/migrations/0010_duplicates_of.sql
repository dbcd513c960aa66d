-- The duplicates of a report: who took part in one took part in all.
create index report_original on report (original) where original is not null;
