-- Words by which a report is found, see `domain.language.finding`. A report that was saved is indexed anew.
alter table report add column indexed integer not null default 0;
create index report_unindexed on report (indexed, id) where indexed = 0;
create virtual table report_words using fts5 (words, detail = none, columnsize = 0, tokenize = 'ascii');
