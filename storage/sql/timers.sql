-- name: put_timer
-- Create if absent.
insert into timer (kind, key, due_at) values (:kind, :key, :due_at)
on conflict (kind, key) do nothing;

-- name: sooner_timer
-- Whether one waits that is due before: who sleeps until then need not be woken.
select 1 as found from timer where fired_at is null and due_at < :due_at limit 1;

-- name: due_timers
-- What is to happen now.
select kind, key, due_at from timer
where fired_at is null and due_at <= :now
order by due_at, kind, key
limit :limit;

-- name: fire_timer
-- Once.
update timer set fired_at = :now where kind = :kind and key = :key and fired_at is null;

-- name: next_due_timer
-- When to look again.
select min(due_at) as due_at from timer where fired_at is null;

-- name: postpone_timer
-- Its firing failed; it is tried again later.
update timer set due_at = :due_at where kind = :kind and key = :key and fired_at is null;
