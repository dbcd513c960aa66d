-- The figures of weeks and months that have ended, counted once and kept. The row of no queue ('') has the sums of all without their
-- times: it is there for each span (start:end) that was kept, also where nothing happened.
create table kept_figures (
    span text not null,
    queue text not null,
    received {{int64}} not null,
    accepted {{int64}} not null,
    rejected {{int64}} not null,
    resolved {{int64}} not null,
    confirmed {{int64}} not null,
    bounced {{int64}} not null,
    reopened {{int64}} not null,
    first_received {{int64}} not null,
    promised {{int64}} not null,
    answered_in_time {{int64}} not null,
    resolved_in_time {{int64}} not null,
    fell_overdue {{int64}} not null,
    overdue {{int64}} not null,
    open {{int64}} not null,
    late {{int64}} not null,
    waited text not null,
    lasted text not null,
    primary key (span, queue)
) {{strict}};

-- What was repaired near a rider.
create index report_resolved_in on report (community, resolved_at) where resolved_at is not null;
