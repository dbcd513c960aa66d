-- name: spend_pace
-- Once more, for one key or two; a period that has ended, or would begin in the future as the clock was set back, begins
-- anew.
insert into pace (key, at, used)
select spent.key, cast(:now as {{int64}}), 1
from (select cast(:key as text) as key union select cast(:other as text)) spent
where true
on conflict (key) do update set
    used = case when pace.at <= :ended or pace.at > :now then 1 else pace.used + 1 end,
    at = case when pace.at <= :ended or pace.at > :now then excluded.at else pace.at end
returning key, at, used;

-- name: purge_paces
-- Periods that have ended.
delete from pace where at < :before;
