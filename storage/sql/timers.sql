-- name: put_timer
-- Create if absent.
insert into timer (kind, key, due_at, urgent) values (:kind, :key, :due_at, :urgent)
on conflict (kind, key) do nothing;

-- name: sooner_timer
-- Whether one waits that is due before: who sleeps until then need not be woken.
select 1 as found from timer where fired_at is null and due_at < :due_at limit 1;

-- name: due_timers
-- What is to happen now, of that which is not urgent.
select kind, key, due_at, urgent from timer
where fired_at is null and due_at <= :now and urgent = 0
order by due_at, kind, key
limit :limit;

-- name: due_urgent_timers
-- What is to happen before.
select kind, key, due_at, urgent from timer
where fired_at is null and due_at <= :now and urgent = 1
order by due_at, kind, key
limit :limit;

-- name: fire_timers
-- Once, those of one kind with these keys, the names in a JSON object.
update timer set fired_at = :now
where fired_at is null and kind = :kind and key in (select k.key from json_each(:keys) k)
returning key;

-- name: next_due_timer
-- When to look again.
select min(due_at) as due_at from timer where fired_at is null;

-- name: postpone_timer
-- Its firing failed; it is tried again later.
update timer set due_at = :due_at where kind = :kind and key = :key and fired_at is null;
