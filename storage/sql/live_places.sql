-- name: keep_live_place
-- The latest place of a live location; a late one of the same message or any of an older message changes nothing.
insert into live_place (rider_id, message_id, position, at, until)
values (:rider_id, :message_id, :position, :at, :until)
on conflict (rider_id) do update set
    message_id = excluded.message_id, position = excluded.position, at = excluded.at, until = excluded.until
where live_place.message_id < excluded.message_id
    or (live_place.message_id = excluded.message_id and live_place.at <= excluded.at);

-- name: live_place_of_rider
-- Where a rider's phone was last.
select * from live_place where rider_id = :rider_id;

-- name: purge_live_places
-- Remove those that have not moved since then.
delete from live_place where at < :before;
