-- name: tell_week
-- Once for each scope.
insert into told_week (scope, week, at) values (:scope, :week, :at)
on conflict (scope, week) do nothing;

-- name: rider_submitted
-- How many reports a rider submitted in a span.
select count(*) as reports from report
where rider_id = :rider_id and submitted_at >= :start and submitted_at < :end;

-- name: rider_changed
-- A rider's reports that moved in a span, with the status that they had at its end.
select r.*, (
    select e.target from event e
    where e.report_id = r.id and e.at < :end
    order by e.at desc, e.id desc limit 1
) as status_then
from report r
where r.rider_id = :rider_id and exists (
    select 1 from event m
    where m.report_id = r.id and m.at >= :start and m.at < :end and m.source <> m.target
)
order by r.submitted_at, r.id;

-- name: rider_statuses
-- The status that each report of a rider had at an instant.
select coalesce((
    select e.target from event e
    where e.report_id = r.id and e.at < :end
    order by e.at desc, e.id desc limit 1
), r.status) as status_then
from report r
where r.rider_id = :rider_id and r.submitted_at < :end
  and (r.open = 1 or r.closed_at >= :end);

-- name: rider_points
-- A rider's points of a span, and the balance at its end.
select
    cast(coalesce(sum(case when at >= :start then points else 0 end), 0) as {{int64}}) as points,
    cast(coalesce(sum(points), 0) as {{int64}}) as balance
from ledger
where rider_id = :rider_id and at < :end;

-- name: queue_moves
-- How many reports moved to each status in a queue within a span.
select target, count(*) as events from event
where queue = :queue and at >= :start and at < :end and source <> target
group by target;

-- name: queue_received
-- Arrivals in a queue within a span.
select count(*) as events from event
where queue = :queue and queue_before <> queue and at >= :start and at < :end;

-- name: queue_bounced
-- What a queue sent away within a span, saying that it is not theirs.
select count(*) as events from event
where queue_before = :queue and action = 'bounce' and at >= :start and at < :end;

-- name: queue_responses
-- Times from arrival to the first acceptance, of those that fell into a span.
select e.at - coalesce((
    select max(a.at) from event a
    where a.report_id = e.report_id and a.queue = :queue and a.queue_before <> a.queue and a.at <= e.at
), r.submitted_at) as waited
from event e join report r on r.id = e.report_id
where e.queue = :queue and e.at >= :start and e.at < :end
  and e.target = 'accepted' and e.source not in ('accepted', 'reopened');

-- name: queue_standing
-- The reports that stood in a queue at an instant, with their status then, oldest first: those that are there still
-- and open, those closed since, and those that have left since. What was imported counts once something happened to it.
select * from (
    select r.*, coalesce((
        select e.target from event e
        where e.report_id = r.id and e.at < :end
        order by e.at desc, e.id desc limit 1
    ), r.status) as status_then, coalesce((
        select q.queue from event q
        where q.report_id = r.id and q.at < :end
        order by q.at desc, q.id desc limit 1
    ), r.queue) as queue_then
    from report r
    where r.submitted_at < :end
      and (r.source <> 'import' or exists (select 1 from event h where h.report_id = r.id and h.at < :end))
      and r.id in (
        select s.id from report s where s.open = 1 and s.queue = :queue
        union
        select c.id from report c where c.closed_at >= :end
        union
        select l.report_id from event l where l.queue_before = :queue and l.at >= :end
    )
) standing
where queue_then = :queue
order by submitted_at, id;

-- name: queue_fell_overdue
-- Reports that became overdue within a span in this queue: those that are there still, and those that left it since.
select id from (
    select r.id, (
        select e.queue from event e
        where e.report_id = r.id and e.at < r.overdue_at
        order by e.at desc, e.id desc limit 1
    ) as queue_then
    from report r
    where r.overdue_at >= :start and r.overdue_at < :end and r.id in (
        select s.id from report s where s.queue = :queue and s.overdue_at >= :start and s.overdue_at < :end
        union
        select l.report_id from event l where l.queue_before = :queue and l.at >= :start
    )
) fell
where queue_then = :queue;
