-- name: ask_place
-- A rider is asked for their place, and for nothing else any more.
insert into place_asked (rider_id, message_id, asked_at, station, amenities)
values (:rider_id, :message_id, :asked_at, :station, :amenities)
on conflict (rider_id) do update set
    message_id = excluded.message_id, asked_at = excluded.asked_at, station = excluded.station,
    amenities = excluded.amenities;

-- name: place_asked_of
-- What a rider's place is asked for.
select * from place_asked where rider_id = :rider_id;

-- name: end_place_asked
-- It is asked for no more.
delete from place_asked where rider_id = :rider_id;

-- name: purge_places_asked
-- Nobody answered.
delete from place_asked where asked_at < :before;

-- name: check_in
-- Where a rider is now, and nowhere else.
insert into check_in (rider_id, station, since, until) values (:rider_id, :station, :since, :until)
on conflict (rider_id) do update set station = excluded.station, since = excluded.since, until = excluded.until;

-- name: check_in_of
-- A rider's latest check-in.
select * from check_in where rider_id = :rider_id;

-- name: held_at_station
-- How many are there now.
select count(*) as held from check_in where station = :station and until > :now;

-- name: purge_check_ins
-- Over long ago.
delete from check_in where until < :before;
