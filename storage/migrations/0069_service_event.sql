-- What a service team's figures count: no rider, no number, no words, so that it stays when these go.
create table service_event (
    id {{int64}} primary key,
    queue text not null,
    what text not null,
    at {{int64}} not null,
    kind text,
    in_time {{int64}},
    took {{int64}}
) {{strict}};
create index service_event_counted on service_event (queue, what, at, kind, in_time, took);
