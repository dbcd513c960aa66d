-- name: days_off
-- Running totals of a rider's day that are not the sum of the ledger's awards.
select rider_id, day, cast(sum(earned) as {{int64}}) as kept, cast(sum(points) as {{int64}}) as counted
from (
    select rider_id, day, earned, 0 as points from ledger_day
    union all
    select rider_id, day, 0 as earned, points from ledger
    where points > 0 and merit not in ('spent', 'given_back', 'ended')
) each_side
group by rider_id, day
having sum(earned) <> sum(points)
order by day, rider_id;

-- name: counters_behind
-- Months whose counter is behind the greatest number given: the next report would get a number that exists.
select r.month, coalesce(max(c.last), 0) as kept, max(r.serial) as counted
from report r left join month_counter c on c.month = r.month
group by r.month
having max(r.serial) > coalesce(max(c.last), 0)
order by r.month;
