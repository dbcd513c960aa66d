-- name: keep_live_location
-- The latest place of a live location; a late one of the same message or any of an older message changes nothing.
insert into live_location (rider_id, message_id, position, at, until)
values (:rider_id, :message_id, :position, :at, :until)
on conflict (rider_id) do update set
    message_id = excluded.message_id, position = excluded.position, at = excluded.at, until = excluded.until
where live_location.message_id < excluded.message_id
    or (live_location.message_id = excluded.message_id and live_location.at <= excluded.at);

-- name: live_location_of_rider
-- Where a rider's phone was last.
select * from live_location where rider_id = :rider_id;

-- name: purge_live_locations
-- Remove those that have not moved since then.
delete from live_location where at < :before;
