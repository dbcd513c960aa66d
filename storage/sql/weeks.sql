-- name: tell_week
-- Once for each scope.
insert into told_week (scope, week, at) values (:scope, :week, :at)
on conflict (scope, week) do nothing;

-- name: rider_counts
-- What a rider submitted in a span and did not take back, what they earned whatever they spent, and the balance at its end.
select
    (
        select count(*) from report r
        where r.rider_id = :rider_id and r.submitted_at >= :start and r.submitted_at < :end and r.status <> 'withdrawn'
    ) as submitted,
    cast(coalesce(sum(case when l.at >= :start then l.points else 0 end), 0) - (
        select coalesce(sum(s.points), 0) from ledger s
        where s.rider_id = :rider_id and s.at >= :start and s.at < :end and s.merit in ('spent', 'given_back', 'ended')
    ) as {{int64}}) as points,
    cast(coalesce(sum(l.points), 0) as {{int64}}) as balance
from ledger l
where l.rider_id = :rider_id and l.at < :end;

-- name: rider_fixed
-- A rider's reports that were resolved in a span and stood so at its end; what was closed before it was resolved before it.
with mine (id) as (
    select o.id from report o where o.rider_id = :rider_id and o.closed_at is null
    union all
    select c.id from report c where c.rider_id = :rider_id and c.closed_at >= :start
),
fixed (id, at) as materialized (
    select mine.id, (
        select max(e.at) from event e
        where e.report_id = mine.id and e.at >= :start and e.at < :end
          and e.target = 'resolved' and e.source <> 'resolved'
    )
    from mine
    where (
        select e.target from event e
        where e.report_id = mine.id and e.at < :end
        order by e.at desc, e.id desc limit 1
    ) in ('resolved', 'confirmed', 'closed_unconfirmed')
)
select r.id, r.prefix, r.month, r.serial, r.category, r.community, r.queue, r.status, r.lat, r.lng, r.submitted_at, r.due_at,
    r.overdue_at, fixed.at as resolved_at, r.witnesses, r.may_be_shown,
    case when (select b.id from photo b where b.report_id = r.id and b.role = 'before' limit 1) is not null
        and (select a.id from photo a where a.report_id = r.id and a.role = 'after' limit 1) is not null then 1 else 0
    end as has_pictures
from fixed cross join report r
where r.id = fixed.id and fixed.at is not null
order by has_pictures desc, r.witnesses desc, fixed.at desc, r.id;

-- name: rider_waiting
-- What queues have to do of a rider's reports, and how much that is.
select r.id, r.prefix, r.month, r.serial, r.category, r.community, r.queue, r.status, r.lat, r.lng, r.submitted_at, r.due_at,
    r.overdue_at, r.resolved_at, r.witnesses, r.may_be_shown,
    case when (select b.id from photo b where b.report_id = r.id and b.role = 'before' limit 1) is not null
        and (select a.id from photo a where a.report_id = r.id and a.role = 'after' limit 1) is not null then 1 else 0
    end as has_pictures, count(*) over () as altogether
from report r
where r.rider_id = :rider_id and r.closed_at is null and r.open = 1 and r.status <> 'resolved'
order by case when r.status = 'on_hold' then 1 else 0 end, r.due_at is null, r.due_at, r.submitted_at, r.id
limit :limit;

-- name: rider_asked
-- What waits for a rider's word that it is fixed, and how much that is: nobody has answered what is still resolved. Nobody is
-- asked about what they acted on as staff.
with known (id) as (
    select o.id from report o where o.rider_id = :rider_id and o.closed_at is null and o.status = 'resolved'
    union
    select w.report_id from witness w where w.rider_id = :rider_id and w.proven = 1
)
select r.id, r.prefix, r.month, r.serial, r.category, r.community, r.queue, r.status, r.lat, r.lng, r.submitted_at, r.due_at,
    r.overdue_at, r.resolved_at, r.witnesses, r.may_be_shown,
    case when (select b.id from photo b where b.report_id = r.id and b.role = 'before' limit 1) is not null
        and (select a.id from photo a where a.report_id = r.id and a.role = 'after' limit 1) is not null then 1 else 0
    end as has_pictures, count(*) over () as altogether
from known cross join report r
where r.id = known.id and case when r.status = 'resolved' and known.id is not null then 1 else 0 end = 1
  and (
    select e.id from event e
    where e.report_id = known.id and e.actor_kind = 'staff'
      and e.actor_id = (select rider.chat_id from rider where rider.id = :rider_id)
    limit 1
  ) is null
order by r.resolved_at, r.id
limit :limit;

-- name: rider_submitted
-- Where and when a rider's reports of a span were made, but those that they took back.
select r.category, r.community, r.lat, r.lng, r.submitted_at
from report r
where r.rider_id = :rider_id and r.submitted_at >= :start and r.submitted_at < :end and r.status <> 'withdrawn'
order by r.submitted_at, r.id;

-- name: rider_helped
-- How many other riders reported or saw what a rider reported or saw too and what was resolved in a span and stands so now;
-- and when the rider reported last before the span, and first after it.
with known (id) as (
    select o.id from report o where o.rider_id = :rider_id
    union
    select w.report_id from witness w where w.rider_id = :rider_id
),
fixed (id, rider_id) as materialized (
    select r.id, r.rider_id from known cross join report r
    where r.id = known.id and r.resolved_at >= :start and r.resolved_at < :end
      and r.status in ('resolved', 'confirmed', 'closed_unconfirmed')
),
others (rider_id) as (
    select fixed.rider_id from fixed
    union
    select w.rider_id from fixed cross join witness w where w.report_id = fixed.id
)
select (select count(*) from others where others.rider_id <> :rider_id and others.rider_id <> 0) as helped,
    (
        select max(r.submitted_at) from report r
        where r.rider_id = :rider_id and r.submitted_at < :start and r.status <> 'withdrawn'
    ) as earlier,
    (
        select min(r.submitted_at) from report r
        where r.rider_id = :rider_id and r.submitted_at >= :end and r.status <> 'withdrawn'
    ) as later;

-- name: fixed_near
-- What others reported in a community and was resolved in a span.
select r.id, r.prefix, r.month, r.serial, r.category, r.community, r.queue, r.status, r.lat, r.lng, r.submitted_at, r.due_at,
    r.overdue_at, r.resolved_at, r.witnesses, r.may_be_shown,
    case when (select b.id from photo b where b.report_id = r.id and b.role = 'before' limit 1) is not null
        and (select a.id from photo a where a.report_id = r.id and a.role = 'after' limit 1) is not null then 1 else 0
    end as has_pictures
from report r
where r.community = :community and r.resolved_at >= :start and r.resolved_at < :end
  and r.status in ('resolved', 'confirmed', 'closed_unconfirmed') and r.rider_id <> :but_rider
  and (r.source <> 'import' or (select h.id from event h where h.report_id = r.id and h.at < :end limit 1) is not null)
order by r.resolved_at desc, r.id desc
limit :limit;

-- name: submitted_categories
-- How many reports of each category were submitted in a span; what was imported counts once something happened to it.
select r.category, count(*) as reports from report r
where r.submitted_at >= :start and r.submitted_at < :end and r.status <> 'withdrawn'
  and (r.source <> 'import' or (select h.id from event h where h.report_id = r.id and h.at < :end limit 1) is not null)
group by r.category
order by reports desc, r.category;

-- name: arrived_categories
-- How many reports of each category arrived in a queue in a span.
with arrived (report_id) as materialized (
    select distinct e.report_id from event e
    where e.queue = :queue and e.queue_before <> e.queue and e.at >= :start and e.at < :end
)
select r.category, count(*) as reports from arrived cross join report r
where r.id = arrived.report_id
group by r.category;

-- name: communities_open
-- How much there is to do in each community.
select r.community, count(*) as reports from report r
where r.open = 1 and r.status <> 'resolved' and r.community is not null
  and (r.source <> 'import' or (select h.id from event h where h.report_id = r.id limit 1) is not null)
group by r.community;

-- name: report_dots
-- Where reports were submitted in a span; what was taken back is nowhere.
select r.lat, r.lng, r.category, r.community from report r
where r.submitted_at >= :start and r.submitted_at < :end and r.status <> 'withdrawn'
  and (r.source <> 'import' or (select h.id from event h where h.report_id = r.id and h.at < :end limit 1) is not null)
order by r.submitted_at desc
limit :limit;

-- name: report_hotspots
-- Where most reports of one category were submitted in a span.
select r.community, r.category, count(*) as reports from report r
where r.submitted_at >= :start and r.submitted_at < :end and r.community is not null and r.status <> 'withdrawn'
  and (r.source <> 'import' or (select h.id from event h where h.report_id = r.id and h.at < :end limit 1) is not null)
group by r.community, r.category
order by reports desc, r.community, r.category
limit :limit;

-- name: keep_figures
-- A queue's figures of a span.
insert into kept_figures (
    span, queue, received, accepted, rejected, resolved, confirmed, bounced, reopened, first_received, promised,
    answered_in_time,
    resolved_in_time, fell_overdue, overdue, open, late, waited, lasted
) values (
    :span, :queue, :received, :accepted, :rejected, :resolved, :confirmed, :bounced, :reopened, :first_received, :promised,
    :answered_in_time, :resolved_in_time, :fell_overdue, :overdue, :open, :late, :waited, :lasted
);

-- name: drop_kept_figures
-- They are kept anew.
delete from kept_figures where span = :span;

-- name: kept_figures
-- Those of some spans, the names in a JSON object.
select f.* from json_each(:spans) k cross join kept_figures f where f.span = k.key;

-- name: kept_sums
-- Those of some queues together, or the sums of all (''), without their times.
select f.span,
    cast(sum(f.received) as {{int64}}) as received,
    cast(sum(f.accepted) as {{int64}}) as accepted,
    cast(sum(f.rejected) as {{int64}}) as rejected,
    cast(sum(f.resolved) as {{int64}}) as resolved,
    cast(sum(f.confirmed) as {{int64}}) as confirmed,
    cast(sum(f.bounced) as {{int64}}) as bounced,
    cast(sum(f.reopened) as {{int64}}) as reopened,
    cast(sum(f.first_received) as {{int64}}) as first_received,
    cast(sum(f.promised) as {{int64}}) as promised,
    cast(sum(f.answered_in_time) as {{int64}}) as answered_in_time,
    cast(sum(f.resolved_in_time) as {{int64}}) as resolved_in_time,
    cast(sum(f.fell_overdue) as {{int64}}) as fell_overdue,
    cast(sum(f.overdue) as {{int64}}) as overdue,
    cast(sum(f.open) as {{int64}}) as open,
    cast(sum(f.late) as {{int64}}) as late
from json_each(:spans) s cross join json_each(:queues) q cross join kept_figures f
where f.span = s.key and f.queue = q.key
group by f.span;

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
    (select count(*) from event e where e.queue = told.queue
        and e.queue_before <> e.queue and e.queue_before = '' and e.at >= :start and e.at < :end) as first_received,
    (select count(*) from event e where e.queue_before = told.queue
        and e.action = 'bounce' and e.at >= :start and e.at < :end) as bounced
from told
where told.queue is not null;

-- name: week_standing_now
-- What one queue has to do now, or each (''), of what was there at a span's end; how much of that was past its limit and not
-- on hold, and how much was past its limit, but did not become so within the span. What was imported counts once something happened to it.
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
select told.queue, count(*) as open,
    cast(coalesce(sum(case
        when r.due_at < :end and r.status <> 'on_hold'
            and (r.overdue_at is null or r.overdue_at < :start or r.overdue_at >= :end) then 1 else 0
    end), 0) as {{int64}}) as overdue,
    cast(coalesce(sum(case when r.due_at < :end and r.status <> 'on_hold' then 1 else 0 end), 0) as {{int64}}) as late
from told cross join report r
where r.queue = told.queue and r.open = 1 and r.status <> 'resolved' and r.submitted_at < :end
  and (r.source <> 'import' or (select h.id from event h where h.report_id = r.id and h.at < :end limit 1) is not null)
group by told.queue;

-- name: week_moved_since
-- What is to be added to `week_standing_now`: what has left a queue or changed in it since the span's end counts as it
-- stood then.
with recursive told (queue) as (
    select case
        when cast(:queue as text) = '' then (select min(f.queue) from event f where f.queue_before <> f.queue)
        else cast(:queue as text)
    end
    union all
    select (
        select e.queue from event e where e.queue > told.queue and e.queue_before <> e.queue order by e.queue limit 1
    ) from told where told.queue is not null and cast(:queue as text) = ''
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
      and (cast(:queue as text) = '' or e.queue_before = cast(:queue as text))
    union
    select e.queue, e.report_id from event e
    where e.queue_before <> e.queue and e.queue_before <> '' and e.at >= :end
      and (cast(:queue as text) = '' or e.queue = cast(:queue as text))
),
stood (queue, passed, late, counts, was, stands) as materialized (
    select moved.queue,
        case when r.due_at < :end then 1 else 0 end,
        case when r.due_at < :end and (r.overdue_at is null or r.overdue_at < :start or r.overdue_at >= :end) then 1 else 0 end,
        case when r.submitted_at >= :end or (r.source = 'import' and (
            select h.id from event h where h.report_id = r.id and h.at < :end limit 1
        ) is null) then 0 else 1 end,
        case when coalesce((
            select e.queue from event e where e.report_id = r.id and e.at < :end order by e.at desc, e.id desc limit 1
        ), r.queue) = moved.queue then coalesce((
            select e.target from event e where e.report_id = r.id and e.at < :end order by e.at desc, e.id desc limit 1
        ), r.status) else '' end,
        case when r.open = 1 and r.queue = moved.queue and r.status <> 'resolved' then r.status else '' end
    from moved cross join report r
    where r.id = moved.report_id
),
changed (queue, passed, late, open, running) as (
    select queue, passed, late,
        counts * (case when was in ('submitted', 'routed', 'accepted', 'in_progress', 'on_hold', 'bounced', 'reopened')
            then 1 else 0 end - case when stands <> '' then 1 else 0 end),
        counts * (case when was in ('submitted', 'routed', 'accepted', 'in_progress', 'bounced', 'reopened')
            then 1 else 0 end - case when stands not in ('', 'on_hold') then 1 else 0 end)
    from stood
)
select queue, cast(sum(open) as {{int64}}) as open, cast(sum(running * late) as {{int64}}) as overdue,
    cast(sum(running * passed) as {{int64}}) as late
from changed group by queue;

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
    ) in ('submitted', 'routed', 'accepted', 'in_progress', 'bounced', 'reopened')
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
