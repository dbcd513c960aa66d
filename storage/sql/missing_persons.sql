-- name: missing_by_id
-- One call.
select * from missing_person where id = :id;

-- name: save_missing
-- Insert it, or keep what it is now.
insert into missing_person (
    id, queue, state, report_id, photo_id, description, seen_where, position, seen_at, radius_m, hours, until, knight,
    made_by, made_at, opened_by, opened_at, closed_at, asked_by, asked_m
)
values (
    :id, :queue, :state, :report_id, :photo_id, :description, :seen_where, :position, :seen_at, :radius_m, :hours,
    :until, :knight, :made_by, :made_at, :opened_by, :opened_at, :closed_at, :asked_by, :asked_m
)
on conflict (id) do update set
    state = excluded.state,
    photo_id = excluded.photo_id,
    description = excluded.description,
    seen_where = excluded.seen_where,
    position = excluded.position,
    seen_at = excluded.seen_at,
    radius_m = excluded.radius_m,
    hours = excluded.hours,
    until = excluded.until,
    knight = excluded.knight,
    opened_by = excluded.opened_by,
    opened_at = excluded.opened_at,
    closed_at = excluded.closed_at,
    asked_by = excluded.asked_by,
    asked_m = excluded.asked_m;

-- name: standing_missing
-- Drafts and open calls of all queues; there are few.
select * from missing_person where state in ('draft', 'open') order by id desc limit :limit;

-- name: standing_missing_of_queues
-- The same of some queues.
select m.* from missing_person m
where m.state in ('draft', 'open') and m.queue in (select k.key from json_each(:queues) k)
order by m.id desc
limit :limit;

-- name: standing_missing_of_report
-- What was begun of a report.
select * from missing_person where report_id = :report_id and state in ('draft', 'open') order by id limit 1;

-- name: remove_missing_draft
-- Nobody was called.
delete from missing_person where id = :id and state = 'draft';

-- name: note_missing_told
-- Once for each rider.
insert into missing_told (missing_id, rider_id, at) values (:missing_id, :rider_id, :at)
on conflict (missing_id, rider_id) do nothing;

-- name: count_missing_told
-- How many were told.
select count(*) as told from missing_told where missing_id = :missing_id;

-- name: missing_was_told
-- Whether a rider was.
select 1 as found from missing_told where missing_id = :missing_id and rider_id = :rider_id;

-- name: missing_told_of_rider
-- When a rider was.
select at from missing_told where rider_id = :rider_id order by at;

-- name: missing_told_after
-- A page of who was told; who has left has no row any more.
select r.* from missing_told t join rider r on r.id = t.rider_id
where t.missing_id = :missing_id and t.rider_id > :after
order by t.rider_id
limit :limit;

-- name: erase_missing_told
-- Of who leaves.
delete from missing_told where rider_id = :rider_id;
