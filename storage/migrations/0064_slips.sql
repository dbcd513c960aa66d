-- Delay slips: what a rider did at a place, from when to when, and how much longer they say they stayed. `made_at` is null
-- while it is only looked at.
create table slip (
    id {{int64}} primary key,
    code text not null unique,
    rider_id {{int64}} not null references rider (id),
    report_id {{int64}} not null references report (id),
    deed text not null,
    from_at {{int64}} not null,
    to_at {{int64}} not null,
    ends_at {{int64}} not null,
    minutes {{int64}} not null,
    name text not null,
    made_at {{int64}},
    unique (report_id, rider_id, deed)
) {{strict}};
create index slip_of_rider on slip (rider_id, made_at);
create index slip_ended on slip (ends_at);
