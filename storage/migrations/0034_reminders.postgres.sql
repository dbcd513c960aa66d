-- What reminds of a ticket in a group: one row while it does. A `batch` gathers several; `page` is that of the list in which
-- it stands, -1 until that is written, and the batch of one that stands alone is ''.
create table reminder (
    report_id {{int64}} not null,
    place text not null,
    name text not null,
    queue text not null,
    batch text not null,
    page {{int64}} not null,
    at {{int64}} not null,
    primary key (report_id, place)
) {{strict}};

create index reminder_listed on reminder (page, batch) where batch <> '';

-- What reminded before, or waits to: of what is not known, so that it goes once staff act.
insert into reminder (report_id, place, name, queue, batch, page, at)
select m.report_id, 'queue', '', r.queue, '', 0, 0
from live_message m join report r on r.id = m.report_id
where m.live = 1 and m.key = 'nudge:' || m.report_id;

insert into reminder (report_id, place, name, queue, batch, page, at)
select distinct r.id, 'queue', '', r.queue, '', 0, 0
from outbox o join report r on r.id = cast(cast(o.meaning as json) ->> 'report_id' as {{int64}})
where o.state = 'waiting' and o.key like 'nudge:%'
on conflict (report_id, place) do nothing;

-- Timers of urgent reports come first.
alter table timer add column urgent {{int64}} not null default 0;
update timer set urgent = 1
where fired_at is null and kind in ('half_time', 'overdue', 'unanswered', 'long_overdue', 'hold_over') and exists (
    select 1 from report r
    where r.id = cast(split_part(timer.key, ':', 1) as {{int64}}) and r.urgent = 1
);
create index timer_urgent on timer (due_at) where fired_at is null and urgent = 1;

-- Urgent reports that nobody has accepted went quiet; from now on they are told again and again.
insert into timer (kind, key, due_at, urgent)
select 'unaccepted', r.id || ':' || r.began || ':1', r.began + (coalesce(r.respond_by, r.began) - r.began) / 2, 1
from (
    select id, respond_by, coalesce((select max(e.at) from event e where e.report_id = report.id), 0) as began
    from report where open = 1 and urgent = 1 and status in ('submitted', 'routed', 'bounced', 'reopened')
) r
where true
on conflict (kind, key) do nothing;
