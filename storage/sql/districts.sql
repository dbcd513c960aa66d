-- name: district_taken
-- Which files the open reports follow.
select fingerprint from district_taken where id = 1;

-- name: take_district
-- They follow others from now on.
insert into district_taken (id, fingerprint, at) values (1, :fingerprint, :at)
on conflict (id) do update set fingerprint = excluded.fingerprint, at = excluded.at;
