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

-- What a night removes. A closed report is gone over twice, when its traces and when its words are past their time.
alter table report add column traces_gone {{int64}} not null default 0;
alter table report add column words_gone {{int64}} not null default 0;
drop index report_closed;
create index report_closed on report (category, closed_at) where closed_at is not null;
create index report_with_traces on report (closed_at, id, traces_gone) where closed_at is not null and traces_gone = 0;
create index report_with_words on report (closed_at, id, words_gone) where closed_at is not null and words_gone = 0;
create index draft_of_report on draft (report_id) where report_id is not null;
create index photo_of_nothing on photo (id, report_id) where report_id is null;
create index rider_forgotten on rider (forgotten_at) where forgotten_at is not null;
create index timer_fired on timer (fired_at) where fired_at is not null;
create index told_week_at on told_week (at);
create index prompt_expiry on prompt (expires_at);
create index geocode_at on geocode (asked_at);
create index geocode_unknown on geocode (asked_at, name) where name = '';
create index inbox_kept on inbox (done_at) where done_at is not null and payload <> '';
drop index outbox_done;
create index outbox_done on outbox (card, state, done_at) where done_at is not null;
create index outbox_parked on outbox (done_at) where state = 'parked' and done_at is not null;
create index outbox_of_groups on outbox (seq) where card = 0 and chat_id < 0;
drop index live_message_pictures;
create index live_message_of_report on live_message (report_id) where report_id is not null;
create index live_message_of_nothing on live_message (put_at) where report_id is null;
create index live_message_retired on live_message (put_at) where live = 0 and shape = 'text';
