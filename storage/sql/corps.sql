-- name: last_holder
-- Where a page of those ends who hold a colour.
select max(page.rider_id) as number from (
    select distinct b.rider_id from badge b
    where b.knight = :knight and b.held = 1 and b.rider_id > :after
    order by b.rider_id
    limit :limit
) page;

-- name: riders_to_call
-- Those of a page whom a call reaches. By a limit, as PostgreSQL would look at all of a community before.
select rider.* from (
    select distinct b.rider_id from badge b
    where b.knight = :knight and b.held = 1 and b.rider_id > :after and b.rider_id <= :last
) holder join rider on rider.id = holder.rider_id
where rider.reachable = 1 and rider.calls = 1 and rider.consent = :consent and rider.forgotten_at is null
  and (rider.barred is null or rider.barred <> 'ban' or rider.barred_until <= :now)
  and not exists (select 1 from sign_up s where s.activity_id = :activity_id and s.rider_id = holder.rider_id)
  and not exists (select 1 from called c where c.rider_id = holder.rider_id and c.day = :day)
  and (
    cast(:community as text) = ''
    or (
        select r.id from report r
        where r.rider_id = holder.rider_id and r.submitted_at >= :since and r.community = :community
        limit 1
    ) is not null
    or (
        select r.id from ledger l join report r on r.id = l.report_id
        where l.rider_id = holder.rider_id and l.at >= :since and l.merit in ('answered', 'checked', 'witness')
          and r.community = :community
        limit 1
    ) is not null
  )
order by rider.id;

-- name: count_riders_to_call
-- All whom a call reaches.
select count(*) as riders from (
    select distinct b.rider_id from badge b where b.knight = :knight and b.held = 1
) holder join rider on rider.id = holder.rider_id
where rider.reachable = 1 and rider.calls = 1 and rider.consent = :consent and rider.forgotten_at is null
  and (rider.barred is null or rider.barred <> 'ban' or rider.barred_until <= :now)
  and not exists (select 1 from sign_up s where s.activity_id = :activity_id and s.rider_id = holder.rider_id)
  and not exists (select 1 from called c where c.rider_id = holder.rider_id and c.day = :day)
  and (
    cast(:community as text) = ''
    or exists (
        select 1 from report r
        where r.rider_id = holder.rider_id and r.submitted_at >= :since and r.community = :community
    )
    or exists (
        select 1 from ledger l join report r on r.id = l.report_id
        where l.rider_id = holder.rider_id and l.at >= :since and l.merit in ('answered', 'checked', 'witness')
          and r.community = :community
    )
  );

-- name: note_called
-- Once a day.
insert into called (rider_id, day, activity_id, at) values (:rider_id, :day, :activity_id, :at)
on conflict (rider_id, day) do nothing;

-- name: calls_of_rider
-- What is kept of them.
select rider_id, day, activity_id, at from called where rider_id = :rider_id order by day;

-- name: purge_called
-- Their day is over.
delete from called where at < :before;

-- name: erase_called
-- Of who leaves.
delete from called where rider_id = :rider_id;
