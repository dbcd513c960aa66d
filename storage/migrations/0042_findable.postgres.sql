-- Words by which a report is found, see `domain.language.finding`. A report that was saved is indexed anew.
alter table report add column indexed bigint not null default 0;
create index report_unindexed on report (indexed, id) where indexed = 0;
create table report_words (
    report_id bigint primary key references report (id),
    words text not null
);
create index report_words_found on report_words using gin (to_tsvector('simple', words));

-- Words are found by a bitmap of their index, which is off for all other queries.
create function find_reports(wanted tsquery, most bigint, beyond bigint) returns setof bigint
language sql stable set enable_bitmapscan = on as $$
    select report_id from report_words where to_tsvector('simple', words) @@ wanted
    order by report_id desc limit most offset beyond
$$;
