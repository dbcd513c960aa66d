-- name: announcement_by_id
-- One announcement.
select * from announcement where id = :id;

-- name: save_announcement
-- Insert it, or keep what has become of it.
insert into announcement (id, words, by_id, by_name, at, state, told)
values (:id, :words, :by_id, :by_name, :at, :state, :told)
on conflict (id) do update set state = excluded.state, told = excluded.told;

-- name: purge_announcements
-- They reached nobody.
delete from announcement where state in ('asked', 'cancelled') and at < :before;

-- name: count_riders_to_tell
-- How many riders hear what concerns all.
select count(*) as riders from rider where reachable = 1 and muted = 0 and consent = :consent and id <> 0;
