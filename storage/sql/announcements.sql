-- name: announcement_by_id
-- One announcement.
select * from announcement where id = :id;

-- name: save_announcement
-- Insert it, or keep what has become of it.
insert into announcement (id, words, by_id, by_name, at, state, told, team, captain)
values (:id, :words, :by_id, :by_name, :at, :state, :told, :team, :captain)
on conflict (id) do update set state = excluded.state, told = excluded.told, team = excluded.team;

-- name: purge_announcements
-- They reached nobody, or were a captain's and are long read.
delete from announcement where (state in ('asked', 'cancelled') and at < :before) or (captain <> 0 and at < :long_before);

-- name: announcements_of_captain
-- What a captain wrote to their team, the newest first.
select * from announcement where captain = :rider_id order by id desc;

-- name: erase_announcements
-- What a captain wrote who leaves.
delete from announcement where captain = :rider_id;

-- name: count_riders_to_tell
-- How many riders hear what concerns all.
select count(*) as riders from rider where reachable = 1 and muted = 0 and consent = :consent and id <> 0;
