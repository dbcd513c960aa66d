-- name: add_training
-- Once for each cause.
insert into training (cause, rider_id, knight, at) values (:cause, :rider_id, :knight, :at)
on conflict (cause) do nothing;

-- name: remove_training
-- It turned out that nobody completed it.
delete from training where cause = :cause;

-- name: trainings_to_take_out
-- All of a rider's.
select * from training where rider_id = :rider_id;

-- name: erase_trainings
-- Of who leaves.
delete from training where rider_id = :rider_id;

-- name: erase_badges
-- Of who leaves.
delete from badge where rider_id = :rider_id;

-- name: erase_honour
-- Of who leaves.
delete from honour where rider_id = :rider_id;
