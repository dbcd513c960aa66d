-- name: report_by_id
-- One report.
select * from report where id = :id;

-- name: report_by_number
-- One report, by what people call it.
select * from report where month = :month and serial = :serial;

-- name: next_serial
-- Count up a month.
insert into month_counter (month, last) values (:month, 1)
on conflict (month) do update set last = month_counter.last + 1
returning last;

-- name: raise_serial
-- Numbers up to this one are left out.
insert into month_counter (month, last) values (:month, :last)
on conflict (month) do update set last = excluded.last where month_counter.last < excluded.last;

-- name: last_serial
-- How far a month has counted.
select last from month_counter where month = :month;

-- name: numbers_given
-- How many reports had their number in two months, when the first came and when something happened last. The sum keeps
-- PostgreSQL from going through all reports in the order of their times.
select
    (select count(*) from report where month in (:month, :before)) as reports,
    (select min(submitted_at + 0) from report where month in (:month, :before)) as first_at,
    (select max(at) from event where id = (select max(id) from event)) as last_at;

-- name: add_report
-- A new report.
insert into report (
    id, prefix, month, serial, rider_id, version, status, open, category, note, lat, lng, cell, datum, source,
    accuracy_m, taken_at, community, queue, route_reason, urgent, submitted_at, respond_by, due_at, overdue_at,
    accepted_at, resolved_at, closed_at, holder, hold_until, card_menu, witnesses, reopenings, outcome, original,
    danger, spot, half_time_at, long_overdue_at, stopped_at, former, holds, extensions, holder_id, may_be_shown
) values (
    :id, :prefix, :month, :serial, :rider_id, 1, :status, :open, :category, :note, :lat, :lng, :cell, :datum,
    :source, :accuracy_m, :taken_at, :community, :queue, :route_reason, :urgent, :submitted_at, :respond_by,
    :due_at, :overdue_at, :accepted_at, :resolved_at, :closed_at, :holder, :hold_until, :card_menu, :witnesses,
    :reopenings, :outcome, :original, :danger, :spot, :half_time_at, :long_overdue_at, :stopped_at, :former, :holds,
    :extensions, :holder_id, :may_be_shown
);

-- name: save_report
-- Change a report that nobody changed meanwhile.
update report set
    version = version + 1, rider_id = :rider_id, status = :status, open = :open, category = :category, note = :note,
    lat = :lat, lng = :lng, cell = :cell, datum = :datum, source = :source, accuracy_m = :accuracy_m,
    taken_at = :taken_at, community = :community, queue = :queue, route_reason = :route_reason, urgent = :urgent,
    respond_by = :respond_by, due_at = :due_at, overdue_at = :overdue_at, accepted_at = :accepted_at,
    resolved_at = :resolved_at, closed_at = :closed_at, holder = :holder, hold_until = :hold_until,
    card_menu = :card_menu, witnesses = :witnesses, reopenings = :reopenings, outcome = :outcome,
    original = :original, spot = :spot, half_time_at = :half_time_at, long_overdue_at = :long_overdue_at,
    stopped_at = :stopped_at, former = :former, holds = :holds, extensions = :extensions, holder_id = :holder_id,
    may_be_shown = :may_be_shown, indexed = 0
where id = :id and version = :version;

-- name: reports_in_cells
-- Candidates of up to twelve rows of grid cells, a page at a time, newest first, from the index alone. An unused row ends
-- before it begins; that this is said again has PostgreSQL expect few rows, and look into the index for each.
with grid (first, last) as (
    values
        (cast(:first_a as {{int64}}), cast(:last_a as {{int64}})), (cast(:first_b as {{int64}}), cast(:last_b as {{int64}})),
        (cast(:first_c as {{int64}}), cast(:last_c as {{int64}})), (cast(:first_d as {{int64}}), cast(:last_d as {{int64}})),
        (cast(:first_e as {{int64}}), cast(:last_e as {{int64}})), (cast(:first_f as {{int64}}), cast(:last_f as {{int64}})),
        (cast(:first_g as {{int64}}), cast(:last_g as {{int64}})), (cast(:first_h as {{int64}}), cast(:last_h as {{int64}})),
        (cast(:first_i as {{int64}}), cast(:last_i as {{int64}})), (cast(:first_j as {{int64}}), cast(:last_j as {{int64}})),
        (cast(:first_k as {{int64}}), cast(:last_k as {{int64}})), (cast(:first_l as {{int64}}), cast(:last_l as {{int64}}))
)
select r.id, r.category, r.lat, r.lng, r.submitted_at, r.rider_id
from grid cross join report r
where grid.first <= grid.last and r.open = 1 and r.cell between grid.first and grid.last and r.submitted_at >= :since
  and r.lat between :south and :north and r.lng between :west and :east
  and (cast(:categories as text) is null or cast(:categories as text) like '%/' || r.category || '/%')
  and (r.submitted_at < :before or (r.submitted_at = :before and r.id < :before_id))
order by r.submitted_at desc, r.id desc
limit :limit;

-- name: reports_of_rider
-- Reported or witnessed, newest first. Of those reported no more are looked at than end on this page.
with seen (id, submitted_at) as (
    select * from (
        select mine.id, mine.submitted_at from report mine where mine.rider_id = :rider_id
        order by mine.submitted_at desc, mine.id desc
        limit cast(:limit as {{int64}}) + cast(:offset as {{int64}})
    ) reported
    union
    select r.id, r.submitted_at from witness w cross join report r
    where w.rider_id = :rider_id and r.id = w.report_id
),
page (id) as (
    select id from seen order by submitted_at desc, id desc limit :limit offset :offset
)
select * from report where id in (select page.id from page) order by submitted_at desc, id desc;

-- name: count_reports_since
-- How busy a rider is.
select count(*) as reports from report where rider_id = :rider_id and submitted_at >= :since;

-- name: usual_categories
-- What is reported most of late: of the newest reports by their numbers, whatever became of them.
select category from (
    select newest.category from report newest order by newest.month desc, newest.serial desc limit :newest
) late
group by category order by count(*) desc, category;

-- name: open_reports_of_queue
-- What a queue has to do, a page at a time: urgent first, then oldest first; what was imported counts once something
-- happened to it.
select * from report
where open = 1 and queue = :queue and (
    urgent < :urgent
    or (urgent = :urgent and (submitted_at > :after or (submitted_at = :after and id > :after_id)))
  )
  and (source <> 'import' or exists (select 1 from event where event.report_id = report.id))
order by urgent desc, submitted_at, id
limit :limit;

-- name: queues_of_open_reports
-- Who has something to do: found one after another, as there are few among many reports.
with recursive busy (queue) as (
    select min(r.queue) from report r where r.open = 1
    union all
    select (
        select r.queue from report r where r.open = 1 and r.queue > busy.queue order by r.queue limit 1
    ) from busy where busy.queue is not null
)
select queue from busy where queue is not null;

-- name: add_event
-- Append; the queue before it is that of the report's last event. A first acceptance tells how long the report had been in
-- its queue and whether that was in time, a repair how long it took and whether the report had never been overdue.
insert into event (
    id, report_id, at, action, source, target, actor_kind, actor_id, actor_name, words, detail, queue, queue_before,
    waited, lasted, in_time
)
select
    :id, :report_id, :at, :action, :source, :target, :actor_kind, :actor_id, :actor_name, :words, :detail, :queue,
    last.queue,
    case
        when :action <> 'accept' or :source = 'reopened' then null
        when last.queue <> :queue then 0
        else :at - coalesce((
            select max(a.at) from event a
            where a.report_id = :report_id and a.queue = :queue and a.queue_before <> a.queue and a.at <= :at
        ), (select r.submitted_at from report r where r.id = :report_id))
    end,
    case
        when :target = 'resolved' and :source <> 'resolved' then
            :at - (select r.submitted_at from report r where r.id = :report_id)
    end,
    case
        when :target = 'resolved' and :source <> 'resolved' then (
            select case when r.due_at is null then null when r.overdue_at < :at then 0 else 1 end
            from report r where r.id = :report_id
        )
        when :action = 'accept' and :source <> 'reopened' then (
            select case when :at <= r.respond_by then 1 when :at > r.respond_by then 0 end
            from report r where r.id = :report_id
        )
    end
from (
    select coalesce(
        (select p.queue from event p where p.report_id = :report_id order by p.at desc, p.id desc limit 1), ''
    ) as queue
) last;

-- name: events_of_report
-- The history of a report.
select * from event where report_id = :report_id order by at, id;

-- name: reports_merged_into
-- What repeats a report.
select * from report where original = :report_id order by id;

-- name: staff_of_queue
-- Who of its staff acted last; what moved a report here was done by staff of another queue.
select actor_id, actor_name from event
where queue = :queue and at >= :since and actor_kind = 'staff' and actor_id <> 0 and queue_before = queue
order by at desc, id desc limit :limit;

-- name: add_witness
-- Once for each report and rider; whoever had only also seen it becomes a witness by evidence.
insert into witness (report_id, rider_id, at, proven) values (:report_id, :rider_id, :at, :proven)
on conflict (report_id, rider_id) do update set at = excluded.at, proven = excluded.proven
where witness.proven < excluded.proven;

-- name: witness_exists
-- Whether a rider said *same problem*, with evidence or, if that will do, without.
select 1 as found from witness where report_id = :report_id and rider_id = :rider_id and proven >= :proven;

-- name: witnesses_in_order
-- Who showed that they were there, in order; nobody who comes later stands before them.
select rider_id from witness where report_id = :report_id and proven = 1 order by at, rider_id;

-- name: count_also_seen
-- How many said *same problem* without evidence.
select count(*) as riders from witness where report_id = :report_id and proven = 0;

-- name: rider_of_family
-- Whether a rider reported or witnessed a report, its original or its duplicates: up to the first of them, then down.
with recursive
original (id, original) as (
    select id, original from report where id = :report_id
    union
    select r.id, r.original from original o join report r on r.id = o.original
),
family (id) as (
    select id from original
    union
    select r.id from family f join report r on r.original = f.id
)
select 1 as found from family f
where (select r.rider_id from report r where r.id = f.id) = :rider_id
   or exists (select 1 from witness w where w.report_id = f.id and w.rider_id = :rider_id)
limit 1;

-- name: staff_of_family
-- Whether a rider acted as staff on a report, its original or its duplicates; staff are known by their private chat.
with recursive
original (id, original) as (
    select id, original from report where id = :report_id
    union
    select r.id, r.original from original o join report r on r.id = o.original
),
family (id) as (
    select id from original
    union
    select r.id from family f join report r on r.original = f.id
)
select 1 as found from family f
where (
    select e.id from event e
    where e.report_id = f.id and e.actor_kind = 'staff'
      and e.actor_id = (select rider.chat_id from rider where rider.id = :rider_id)
    limit 1
) is not null
limit 1;

-- name: settled_notes
-- What riders wrote and which category it was, a page at a time, for learning.
select id, note, category from report
where id > :after_id and note <> '' and (accepted_at is not null or source = 'import')
order by id
limit :limit;
