-- What is asked daily is found by an index, however long a district has lived; see docs/storage.md.

drop index report_of_queue;
create index report_of_queue on report (queue, urgent, submitted_at, id, status, due_at, overdue_at, source, open)
where open = 1;
drop index report_of_rider;
create index report_of_rider on report (rider_id, submitted_at, id);
create index report_closed_of_rider on report (rider_id, closed_at);

drop index event_of_queue;
drop index event_out_of_queue;

-- How long a report had been in its queue when it was first accepted there, ms.
alter table event add column waited {{int64}};
update event set waited = at - coalesce((
    select max(a.at) from event a
    where a.report_id = event.report_id and a.queue = event.queue and a.queue_before <> a.queue and a.at <= event.at
), (select report.submitted_at from report where report.id = event.report_id))
where target = 'accepted' and source not in ('accepted', 'reopened');

-- What stands in their conditions stands in them as well, so that SQLite takes them for covering.
create index event_moved on event (queue, target, at, source, report_id) where source <> target;
create index event_arrived on event (queue, at, queue_before) where queue_before <> queue;
create index event_left on event (at, queue_before, queue, report_id) where queue_before <> queue and queue_before <> '';
create index event_bounced on event (queue_before, at, action) where action = 'bounce';
create index event_waited on event (queue, at, waited) where waited is not null;
drop index report_overdue;
create index report_overdue on report (overdue_at, queue, id) where overdue_at is not null;

drop index prompt_open;
create index prompt_of_chat on prompt (chat_id, user_id);
create index inbox_parked on inbox (done_at) where state = 'parked';
