-- What figures are counted from, kept with what happened, as a report's row goes on: whether a first acceptance came by the
-- time that was promised then, how long a repair took, and whether the report had never been overdue.
alter table event add column in_time {{int64}};
alter table event add column lasted {{int64}};
update event set in_time = (
    select case when event.at <= r.respond_by then 1 when event.at > r.respond_by then 0 end
    from report r where r.id = event.report_id
)
where waited is not null;
update event set
    lasted = at - (select r.submitted_at from report r where r.id = event.report_id),
    in_time = (
        select case when r.due_at is null then null when r.overdue_at < event.at then 0 else 1 end
        from report r where r.id = event.report_id
    )
where target = 'resolved' and source <> 'resolved';
drop index event_waited;
create index event_waited on event (queue, at, waited, in_time) where waited is not null;
create index event_lasted on event (queue, at, lasted, in_time) where lasted is not null;

-- Ends that were undone.
create index event_undone on event (queue, at, source) where action = 'undo';
