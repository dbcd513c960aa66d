-- name: geocode_of_key
-- What a geocoder answered before.
select key, name, position, asked_at from geocode where key = :key;

-- name: put_geocode
-- A geocoder answered.
insert into geocode (key, name, position, asked_at) values (:key, :name, :position, :asked_at)
on conflict (key) do update set
    name = excluded.name, position = excluded.position, asked_at = excluded.asked_at;

-- name: purge_geocodes
-- Answers grow old, those that found nothing sooner.
delete from geocode where key in (
    select g.key from geocode g where g.asked_at < :found_before
    union all
    select u.key from geocode u where u.name = '' and u.asked_at < :unknown_before
);
