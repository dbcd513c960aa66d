-- name: spend_pace
-- Once more; a period that has ended, or would begin in the future as the clock was set back, begins anew.
insert into pace (key, at, used) values (:key, :now, 1)
on conflict (key) do update set
    used = case when pace.at <= :ended or pace.at > :now then 1 else pace.used + 1 end,
    at = case when pace.at <= :ended or pace.at > :now then excluded.at else pace.at end
returning at, used;

-- name: purge_paces
-- Periods that have ended.
delete from pace where at < :before;
