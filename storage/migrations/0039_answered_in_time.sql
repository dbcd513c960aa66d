-- Whether a first acceptance came by the time that was promised then; a reopened report is promised another one later.
alter table event add column in_time {{int64}};
update event set in_time = (
    select case when event.at <= r.respond_by then 1 when event.at > r.respond_by then 0 end
    from report r where r.id = event.report_id
)
where waited is not null;
drop index event_waited;
create index event_waited on event (queue, at, waited, in_time) where waited is not null;

-- Ends that were undone.
create index event_undone on event (queue, at, source) where action = 'undo';
