-- The exact spot of a report, where its note does not say it, as some of its words were of a place before.
alter table report add column spot text;
