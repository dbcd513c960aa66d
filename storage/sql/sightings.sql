-- name: save_sighting
-- Insert it, or keep what it is now.
insert into sighting (
    id, missing_id, rider_id, rider_number, number, message_id, words, photo_ids, position, photo_position,
    photo_taken_at, at, sent_at
)
values (
    :id, :missing_id, :rider_id, :rider_number, :number, :message_id, :words, :photo_ids, :position, :photo_position,
    :photo_taken_at, :at, :sent_at
)
on conflict (id) do update set
    words = excluded.words,
    photo_ids = excluded.photo_ids,
    position = excluded.position,
    photo_position = excluded.photo_position,
    photo_taken_at = excluded.photo_taken_at,
    sent_at = excluded.sent_at;

-- name: sighting_by_id
-- One sighting.
select * from sighting where id = :id;

-- name: last_sighting
-- The newest of a rider.
select * from sighting where missing_id = :missing_id and rider_id = :rider_id order by number desc limit 1;

-- name: riders_of_sightings
-- The number that was given last.
select max(rider_number) as number from sighting where missing_id = :missing_id;

-- name: count_sightings
-- Of how many staff were told.
select count(*) as sent from sighting where missing_id = :missing_id and sent_at is not null;

-- name: sightings_of_missing
-- All of a call.
select * from sighting where missing_id = :missing_id order by id;

-- name: sightings_of_rider
-- All of a rider, of whatever call.
select * from sighting where rider_id = :rider_id order by id;

-- name: erase_sightings
-- Of who leaves.
delete from sighting where rider_id = :rider_id;
