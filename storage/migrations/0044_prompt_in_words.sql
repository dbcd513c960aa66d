-- Whether staff chose to write the answer themselves, so that no prepared ones are offered.
alter table prompt add column in_words {{int64}} not null default 0;
