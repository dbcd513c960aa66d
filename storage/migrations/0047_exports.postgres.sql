-- What is exported is read in the order of its times, and what stands on the map of a week and in its figures is in the index.
create index report_submitted on report (submitted_at, id, category, community, lat, lng, source);
create index event_at on event (at, id);
create index ledger_at on ledger (at, seq);

-- Who took out what.
create table export_made (
    id bigint primary key,
    at bigint not null,
    asker_id bigint not null,
    asker_name text not null,
    subject text not null,
    form text not null,
    first text not null,
    last text not null,
    with_riders bigint not null
);
