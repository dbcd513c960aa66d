-- name: note_whereabouts
-- Where a rider was last; what was measured before changes nothing.
insert into whereabouts (rider_id, lat, lng, at, accuracy_m) values (:rider_id, :lat, :lng, :at, :accuracy_m)
on conflict (rider_id) do update set
    lat = excluded.lat, lng = excluded.lng, at = excluded.at, accuracy_m = excluded.accuracy_m
where whereabouts.at <= excluded.at;

-- name: whereabouts_of
-- What is kept of one rider.
select * from whereabouts where rider_id = :rider_id;

-- name: erase_whereabouts
-- Of who is on the lookout no more.
delete from whereabouts where rider_id = :rider_id;

-- name: riders_on_lookout
-- Whom a call may reach, in a box around its circle. *In*, as SQLite would filter by all riders first.
select w.rider_id, w.lat, w.lng, rider.chat_id, rider.language
from whereabouts w cross join rider
where rider.id in (w.rider_id)
  and w.lat between :south and :north and w.lng between :west and :east and w.at > :since
  and rider.lookout = 1 and rider.reachable = 1 and rider.consent = :consent and rider.forgotten_at is null
  and (cast(:photos_to as text) = '' or rider.photos_to = :photos_to)
  and (cast(:voices_to as text) = '' or rider.voices_to = :voices_to)
  and (rider.barred is null or rider.barred <> 'ban' or rider.barred_until <= :now)
  and not exists (select 1 from missing_told t where t.missing_id = :missing_id and t.rider_id = w.rider_id)
  and (
    cast(:knight as text) = ''
    or exists (select 1 from badge b where b.rider_id = w.rider_id and b.knight = :knight and b.held = 1)
  )
order by w.rider_id;

-- name: purge_whereabouts
-- Too old to count.
delete from whereabouts where at < :before;
