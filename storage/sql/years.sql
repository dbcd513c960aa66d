-- name: year_figures
-- How the reports submitted in a span stand now, by what tells them apart; what was withdrawn is left out.
select
    case cast(:by as text)
        when 'category' then r.category when 'queue' then r.queue when 'community' then coalesce(r.community, '') else ''
    end as name,
    count(*) as reported,
    sum(case when r.status in ('resolved', 'confirmed', 'closed_unconfirmed') then 1 else 0 end) as fixed,
    sum(case
        when r.status in ('resolved', 'confirmed', 'closed_unconfirmed', 'rejected', 'duplicate') then 0 else 1
    end) as open,
    sum(case
        when r.status in ('resolved', 'confirmed', 'closed_unconfirmed')
            and coalesce(r.resolved_at, r.closed_at) <= r.submitted_at then 1
        else 0
    end) as undated,
    sum(case when r.status = 'rejected' then 1 else 0 end) as rejected,
    sum(case when r.status = 'duplicate' then 1 else 0 end) as duplicate,
    sum(case when r.source = 'import' then 1 else 0 end) as imported,
    sum(case
        when r.due_at is null then 0
        when r.overdue_at is not null or r.status in ('resolved', 'confirmed', 'closed_unconfirmed') then 1
        else 0
    end) as due,
    sum(case
        when r.due_at is null or r.overdue_at is not null then 0
        when r.status in ('resolved', 'confirmed', 'closed_unconfirmed') then 1
        else 0
    end) as on_time,
    sum(case when r.overdue_at is not null then 1 else 0 end) as overdue,
    sum(case when r.reopenings > 0 then 1 else 0 end) as reopened,
    cast(sum(case when r.status = 'duplicate' then 0 else r.witnesses end) as {{int64}}) as witnesses
from report r
where r.submitted_at >= :start and r.submitted_at < :end and r.status <> 'withdrawn'
group by 1
order by reported desc, name;

-- name: year_medians
-- The median of what took its time, 'repair' or 'response', by what tells the reports apart; an imported one of which the
-- end is not known ends when it began.
with timed (name, took) as (
    select
        case cast(:by as text)
            when 'category' then r.category when 'queue' then r.queue when 'community' then coalesce(r.community, '') else ''
        end,
        case
            when cast(:what as text) = 'response' then r.accepted_at
            when r.status in ('resolved', 'confirmed', 'closed_unconfirmed') then coalesce(r.resolved_at, r.closed_at)
        end - r.submitted_at
    from report r
    where r.submitted_at >= :start and r.submitted_at < :end and r.status <> 'withdrawn'
),
placed (name, took, place, count) as (
    select t.name, t.took,
        row_number() over (partition by t.name order by t.took),
        count(*) over (partition by t.name)
    from timed t
    where t.took > 0
)
select p.name, (min(p.took) + max(p.took)) / 2 as median
from placed p
where p.place >= p.count / 2.0 and p.place <= p.count / 2.0 + 1
group by p.name;

-- name: year_reported
-- How many reports were submitted in each of some months, the ends of each by its start in a JSON object.
with month (first, beyond) as (
    select cast(m.key as {{int64}}), cast(cast(m.value as text) as {{int64}}) from json_each(:months) m
)
select month.first, count(*) as count
from month cross join report r
where r.submitted_at >= month.first and r.submitted_at < month.beyond and r.status <> 'withdrawn'
group by month.first;

-- name: year_fixed
-- How many of the reports submitted in a span were fixed in each of some months; an imported one of which the end is not
-- known, so that it ends when it began, in none.
with month (first, beyond) as materialized (
    select cast(m.key as {{int64}}), cast(cast(m.value as text) as {{int64}}) from json_each(:months) m
)
select month.first, count(*) as count
from report r cross join month
where r.submitted_at >= :start and r.submitted_at < :end and r.status in ('resolved', 'confirmed', 'closed_unconfirmed')
  and coalesce(r.resolved_at, r.closed_at) > r.submitted_at
  and coalesce(r.resolved_at, r.closed_at) >= month.first and coalesce(r.resolved_at, r.closed_at) < month.beyond
group by month.first;

-- name: year_hotspots
-- Where most reports of one category were, of those that may be shown, their names in a JSON object.
select r.community, r.category, count(*) as reports
from report r
where r.submitted_at >= :start and r.submitted_at < :end and r.status <> 'withdrawn' and r.community is not null
  and r.category in (select c.key from json_each(:categories) c)
group by r.community, r.category
order by reports desc, r.community, r.category
limit :limit;

-- name: year_dots
-- Where each so-manieth report is of those whose category may be shown, the names in a JSON object.
with shown (lat, lng, category, community, place) as (
    select r.lat, r.lng, r.category, r.community, row_number() over (order by r.submitted_at, r.id)
    from report r
    where r.submitted_at >= :start and r.submitted_at < :end and r.status <> 'withdrawn'
      and r.category in (select c.key from json_each(:categories) c)
)
select shown.lat, shown.lng, shown.category, shown.community
from shown
where shown.place % cast(:every as {{int64}}) = 0
order by shown.place;

-- name: year_riders
-- How many riders reported; imported reports are nobody's.
select count(distinct r.rider_id) as count
from report r
where r.submitted_at >= :start and r.submitted_at < :end and r.status <> 'withdrawn' and r.rider_id <> 0;

-- name: year_points
-- What was credited, less what was taken back; not what was spent.
select cast(coalesce(sum(l.points), 0) as {{int64}}) as points from ledger l
where l.at >= :start and l.at < :end and l.merit not in ('spent', 'given_back', 'ended');

-- name: year_shown
-- What was fixed in a span and may be shown, with photos of before and after.
select r.id
from report r
where r.submitted_at >= :start and r.submitted_at < :end and r.may_be_shown = 1
  and r.status in ('resolved', 'confirmed', 'closed_unconfirmed') and r.resolved_at < :end
  and r.category in (select c.key from json_each(:categories) c)
  and (select b.id from photo b where b.report_id = r.id and b.role = 'before' limit 1) is not null
  and (select a.id from photo a where a.report_id = r.id and a.role = 'after' limit 1) is not null
order by r.witnesses desc, r.resolved_at desc, r.id
limit :limit;
