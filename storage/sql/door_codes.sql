-- name: activity_at_door
-- The activity whose page has this secret.
select * from activity where door = :door and door <> '';

-- name: newest_door_code
-- What was shown last.
select * from door_code where activity_id = :activity_id order by shown_at desc limit 1;

-- name: door_code
-- A code as it was shown.
select * from door_code where code = :code;

-- name: add_door_code
-- It is shown from now on.
insert into door_code (code, activity_id, shown_at) values (:code, :activity_id, :shown_at);

-- name: purge_door_codes
-- Nobody can use them.
delete from door_code where shown_at < :before;
