-- name: tell_week
-- Once for each scope.
insert into told_week (scope, week, at) values (:scope, :week, :at)
on conflict (scope, week) do nothing;

-- name: rider_submitted
-- How many reports a rider submitted in a span.
select count(*) as reports from report
where rider_id = :rider_id and submitted_at >= :start and submitted_at < :end;

-- name: rider_changed
-- A rider's reports that moved in a span, with the status that they had at its end; what was closed before it moved no more.
select r.prefix, r.month, r.serial, r.category, r.community, (
    select e.target from event e
    where e.report_id = r.id and e.at < :end
    order by e.at desc, e.id desc limit 1
) as status_then
from report r
where r.id in (
    select o.id from report o where o.rider_id = :rider_id and o.closed_at is null
    union all
    select c.id from report c where c.rider_id = :rider_id and c.closed_at >= :start
) and exists (
    select 1 from event m
    where m.report_id = r.id and m.at >= :start and m.at < :end and m.source <> m.target
)
order by r.submitted_at, r.id;

-- name: rider_statuses
-- The status that each report of a rider had at an instant, but for those that were closed by then.
select coalesce((
    select e.target from event e
    where e.report_id = r.id and e.at < :end
    order by e.at desc, e.id desc limit 1
), r.status) as status_then
from report r
where r.submitted_at < :end and r.id in (
    select o.id from report o where o.rider_id = :rider_id and o.closed_at is null
    union all
    select c.id from report c where c.rider_id = :rider_id and c.closed_at >= :end
);

-- name: rider_points
-- A rider's points of a span, and the balance at its end.
select
    cast(coalesce(sum(case when at >= :start then points else 0 end), 0) as {{int64}}) as points,
    cast(coalesce(sum(points), 0) as {{int64}}) as balance
from ledger
where rider_id = :rider_id and at < :end;

-- name: week_counts
-- What happened within a span in one queue or in each (''), which are found one after another.
with recursive told (queue) as (
    select case
        when cast(:queue as text) = '' then (select min(f.queue) from event f where f.queue_before <> f.queue)
        else cast(:queue as text)
    end
    union all
    select (
        select e.queue from event e where e.queue > told.queue and e.queue_before <> e.queue order by e.queue limit 1
    ) from told where told.queue is not null and cast(:queue as text) = ''
)
select told.queue,
    (select count(*) from event e where e.queue = told.queue and e.target = 'accepted'
        and e.source <> e.target and e.source in ('routed', 'reopened', 'bounced')
        and e.at >= :start and e.at < :end) as accepted,
    (select count(*) from event e where e.queue = told.queue and e.target = 'resolved'
        and e.source <> e.target and e.at >= :start and e.at < :end) as resolved,
    (select count(*) from event e where e.queue = told.queue and e.target = 'confirmed'
        and e.source <> e.target and e.at >= :start and e.at < :end) as confirmed,
    (select count(*) from event e where e.queue = told.queue and e.target = 'reopened' and e.source <> e.target
        and e.source in ('resolved', 'confirmed', 'closed_unconfirmed') and e.at >= :start and e.at < :end) as reopened,
    (select count(*) from event e where e.queue = told.queue and e.target = 'rejected'
        and e.source <> e.target and e.at >= :start and e.at < :end)
    - (select count(*) from event e where e.queue = told.queue and e.action = 'undo' and e.source = 'rejected'
        and e.at >= :start and e.at < :end) as rejected,
    (select count(*) from event e where e.queue = told.queue
        and e.queue_before <> e.queue and e.at >= :start and e.at < :end) as received,
    (select count(*) from event e where e.queue_before = told.queue
        and e.action = 'bounce' and e.at >= :start and e.at < :end) as bounced
from told
where told.queue is not null;

-- name: week_standing_now
-- What each queue has to do now of what was there at a span's end, and what of that was overdue, but not since the span.
-- What was imported counts once something happened to it.
select r.queue, count(*) as open, cast(coalesce(sum(case
    when r.due_at < :end and (r.overdue_at is null or r.overdue_at < :start or r.overdue_at >= :end) then 1 else 0
end), 0) as {{int64}}) as overdue
from report r
where r.open = 1 and r.status <> 'resolved' and r.submitted_at < :end
  and (r.source <> 'import' or (
        select h.id from event h where h.report_id = r.id and h.at < :end limit 1
      ) is not null)
group by r.queue;

-- name: week_moved_since
-- What is to be added to `week_standing_now`: what has left a queue or changed in it since the span's end counts as it
-- stood then.
with recursive told (queue) as (
    select min(f.queue) from event f where f.queue_before <> f.queue
    union all
    select (
        select e.queue from event e where e.queue > told.queue and e.queue_before <> e.queue order by e.queue limit 1
    ) from told where told.queue is not null
),
known (queue) as (select told.queue from told limit 2000),
moved (queue, report_id) as materialized (
    select known.queue, e.report_id from known cross join event e
    where e.queue = known.queue and e.source <> e.target and e.at >= :end and e.target in (
        'submitted', 'routed', 'accepted', 'in_progress', 'resolved', 'confirmed', 'closed_unconfirmed', 'on_hold',
        'bounced', 'rejected', 'duplicate', 'reopened', 'withdrawn'
    )
    union
    select e.queue_before, e.report_id from event e
    where e.queue_before <> e.queue and e.queue_before <> '' and e.at >= :end
    union
    select e.queue, e.report_id from event e
    where e.queue_before <> e.queue and e.queue_before <> '' and e.at >= :end
),
stood (queue, late, counts) as (
    select moved.queue, case
            when r.due_at < :end and (r.overdue_at is null or r.overdue_at < :start or r.overdue_at >= :end) then 1
            else 0
        end,
        case when r.submitted_at >= :end or (r.source = 'import' and (
            select h.id from event h where h.report_id = r.id and h.at < :end limit 1
        ) is null) then 0
        else case when coalesce((
            select e.queue from event e where e.report_id = r.id and e.at < :end order by e.at desc, e.id desc limit 1
        ), r.queue) = moved.queue and coalesce((
            select e.target from event e where e.report_id = r.id and e.at < :end order by e.at desc, e.id desc limit 1
        ), r.status) in ('submitted', 'routed', 'accepted', 'in_progress', 'on_hold', 'bounced', 'reopened')
        then 1 else 0 end
        - case when r.open = 1 and r.queue = moved.queue and r.status <> 'resolved' then 1 else 0 end
        end
    from moved cross join report r
    where r.id = moved.report_id
)
select queue, cast(sum(counts) as {{int64}}) as open, cast(sum(counts * late) as {{int64}}) as overdue
from stood group by queue;

-- name: week_fell_overdue
-- How many reports became overdue within a span in one queue or in each (''), and how many of them while it had them. Those
-- that went from one queue to another count in that in which they became so, and in that in which they stood so at the
-- span's end; where they are now counts for the others alone.
with gone (id) as materialized (
    select l.report_id from event l
    where l.queue_before <> l.queue and l.queue_before <> '' and l.at >= :start
      and (cast(:queue as text) = '' or l.queue_before = cast(:queue as text) or l.queue = cast(:queue as text))
),
moved (id, due_at, overdue_at, queue) as materialized (
    select r.id, r.due_at, r.overdue_at, r.queue
    from (select distinct gone.id from gone) gone cross join report r
    where r.id = gone.id and case when r.overdue_at >= :start and r.overdue_at < :end then 1 else 0 end = 1
),
elsewhere (queue, id, became) as (
    select (
        select e.queue from event e where e.report_id = moved.id and e.at < moved.overdue_at
        order by e.at desc, e.id desc limit 1
    ), moved.id, 1
    from moved
    union all
    select (
        select e.queue from event e where e.report_id = moved.id and e.at < :end order by e.at desc, e.id desc limit 1
    ), moved.id, 0
    from moved
    where moved.due_at < :end and (
        select e.target from event e where e.report_id = moved.id and e.at < :end order by e.at desc, e.id desc limit 1
    ) in ('submitted', 'routed', 'accepted', 'in_progress', 'on_hold', 'bounced', 'reopened')
),
fell (queue, reports, became) as (
    select s.queue, 1, 1 from report s
    where s.overdue_at >= :start and s.overdue_at < :end
      and (cast(:queue as text) = '' or s.queue = cast(:queue as text))
    union all
    select moved.queue, -1, -1 from moved
    union all
    select elsewhere.queue, 1, max(elsewhere.became) from elsewhere where elsewhere.queue is not null
    group by elsewhere.queue, elsewhere.id
)
select queue, cast(sum(reports) as {{int64}}) as overdue, cast(sum(became) as {{int64}}) as fell_overdue from fell
where cast(:queue as text) = '' or queue = cast(:queue as text)
group by queue;

-- name: week_times
-- Times from arrival to the first acceptance, and from the report to each repair, of those that fell into a span, in one
-- queue or in each (''): lists in JSON, as rows would cost more than all else of a digest. And how many of both were in
-- time, and how many acceptances had a time.
with recursive told (queue) as (
    select case
        when cast(:queue as text) = '' then (select min(f.queue) from event f where f.queue_before <> f.queue)
        else cast(:queue as text)
    end
    union all
    select (
        select e.queue from event e where e.queue > told.queue and e.queue_before <> e.queue order by e.queue limit 1
    ) from told where told.queue is not null and cast(:queue as text) = ''
)
select told.queue, (
    select cast({{json_list}}(e.waited) as text) from event e
    where e.queue = told.queue and e.waited is not null and e.at >= :start and e.at < :end
) as waited, (
    select count(*) from event e
    where e.queue = told.queue and e.waited is not null and e.in_time = 1 and e.at >= :start and e.at < :end
) as answered_in_time, (
    select count(*) from event e
    where e.queue = told.queue and e.waited is not null and e.in_time is not null and e.at >= :start and e.at < :end
) as promised, (
    select cast({{json_list}}(e.lasted) as text) from event e
    where e.queue = told.queue and e.lasted is not null and e.at >= :start and e.at < :end
) as lasted, (
    select count(*) from event e
    where e.queue = told.queue and e.lasted is not null and e.in_time = 1 and e.at >= :start and e.at < :end
) as resolved_in_time
from told where told.queue is not null;

-- name: queue_standing
-- The reports that stood in a queue at an instant and were to do, the oldest first, and which were late, as in `week_standing_now`.
with moved (report_id) as materialized (
    select e.report_id from event e
    where e.queue = :queue and e.source <> e.target and e.at >= :end and e.target in (
        'submitted', 'routed', 'accepted', 'in_progress', 'resolved', 'confirmed', 'closed_unconfirmed', 'on_hold',
        'bounced', 'rejected', 'duplicate', 'reopened', 'withdrawn'
    )
    union
    select e.report_id from event e
    where e.queue_before <> e.queue and e.queue_before <> '' and e.at >= :end
      and (e.queue_before = :queue or e.queue = :queue)
),
standing (id, submitted_at, due_at, overdue_at) as (
    select r.id, r.submitted_at, r.due_at, r.overdue_at from report r
    where r.open = 1 and r.queue = :queue and r.status <> 'resolved' and r.submitted_at < :end
      and (r.source <> 'import' or (
        select h.id from event h where h.report_id = r.id and h.at < :end limit 1
      ) is not null)
      and r.id not in (select moved.report_id from moved)
    union all
    select r.id, r.submitted_at, r.due_at, r.overdue_at
    from moved cross join report r
    where r.id = moved.report_id and case
        when r.submitted_at >= :end then 0
        when r.source = 'import' and (
            select h.id from event h where h.report_id = moved.report_id and h.at < :end limit 1
        ) is null then 0
        when coalesce((
            select e.queue from event e where e.report_id = moved.report_id and e.at < :end
            order by e.at desc, e.id desc limit 1
        ), r.queue) = :queue and coalesce((
            select e.target from event e where e.report_id = moved.report_id and e.at < :end
            order by e.at desc, e.id desc limit 1
        ), r.status) in ('submitted', 'routed', 'accepted', 'in_progress', 'on_hold', 'bounced', 'reopened') then 1
        else 0
    end = 1
)
select id, case
    when due_at < :end and (overdue_at is null or overdue_at < :start or overdue_at >= :end) then 1 else 0
end as late
from standing order by submitted_at, id;
