-- name: add_entry
-- Append, once for each cause.
insert into ledger (cause, rider_id, report_id, merit, points, day, at)
values (:cause, :rider_id, :report_id, :merit, :points, :day, :at)
on conflict (cause) do nothing;

-- name: count_day
-- Raise what a rider earned on a day; two awards at once meet here, and one of them is run again.
insert into ledger_day (rider_id, day, earned) values (:rider_id, :day, :points)
on conflict (rider_id, day) do update set earned = ledger_day.earned + excluded.earned;

-- name: count_merit
-- How often a merit earned something on a rider's day.
select count(*) as entries from ledger where rider_id = :rider_id and day = :day and merit = :merit and points > 0;

-- name: count_checks_of_mates
-- How often checking a team-mate's report earned a rider something in a span, by the teams of that time.
select count(*) as checks from ledger join report on report.id = ledger.report_id
where ledger.rider_id = :rider_id and ledger.at >= :start and ledger.at < :end
  and ledger.merit = 'checked' and ledger.points > 0
  and exists (
    select 1 from stay mine join stay theirs on theirs.team = mine.team and theirs.rider_id = report.rider_id
    where mine.rider_id = :rider_id
      and mine.since <= ledger.at and (mine.until is null or mine.until > ledger.at)
      and theirs.since <= ledger.at and (theirs.until is null or theirs.until > ledger.at)
  );

-- name: cause_exists
-- Whether a cause has its entry.
select 1 as found from ledger where cause = :cause;

-- name: entry_of_cause
-- What a cause gave or took.
select cause, rider_id, report_id, merit, points, day, at from ledger where cause = :cause;

-- name: balance
-- A rider's points.
select cast(coalesce(sum(points), 0) as {{int64}}) as points from ledger where rider_id = :rider_id;

-- name: earned_on
-- Gross points of a rider's day.
select earned from ledger_day where rider_id = :rider_id and day = :day;

-- name: entries_of_report
-- What a report gave, in order.
select cause, rider_id, report_id, merit, points, day, at from ledger where report_id = :report_id order by seq;

-- name: last_entries
-- How a rider's last points came.
select cause, rider_id, report_id, merit, points, day, at from ledger
where rider_id = :rider_id
order by at desc, seq desc
limit :limit;

-- name: last_numbered_entries
-- The same, each with the number of its report.
select ledger.cause, ledger.rider_id, ledger.report_id, ledger.merit, ledger.points, ledger.day, ledger.at,
    report.prefix, report.month, report.serial
from ledger left join report on report.id = ledger.report_id
where ledger.rider_id = :rider_id
order by ledger.at desc, ledger.seq desc
limit :limit;

-- name: count_spending
-- Something is taken from a balance, or depends on it; whoever spends from it at the same time is run again.
insert into spending (rider_id, times) values (:rider_id, 1)
on conflict (rider_id) do update set times = spending.times + 1;

-- name: held_since
-- What a rider had at a time, without what was taken back of it since, what was spent since then and has not returned,
-- and what they have now.
select
    cast(coalesce(sum(case when at < :start then points else 0 end), 0) - coalesce((
        select sum(given.points)
        from ledger back cross join ledger given
        where back.rider_id = :rider_id and back.at >= :start and back.merit = 'taken_back'
          and given.report_id = back.report_id and given.rider_id = back.rider_id and given.at < :start
    ), 0) as {{int64}}) as before,
    cast(coalesce(sum(case when at >= :start and merit in ('spent', 'given_back', 'ended') then -points else 0 end), 0)
        as {{int64}}) as spent,
    cast(coalesce(sum(points), 0) as {{int64}}) as now
from ledger where rider_id = :rider_id;
