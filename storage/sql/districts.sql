-- name: district_taken
-- Which files the open reports follow.
select fingerprint from district_taken where id = 1;

-- name: take_district
-- They follow others from now on.
insert into district_taken (id, fingerprint, past, at) values (1, :fingerprint, :past, :at)
on conflict (id) do update set fingerprint = excluded.fingerprint, past = excluded.past, at = excluded.at;

-- name: district_past
-- What the files of a district have said before, for those that come.
select past from district_taken where id = 1;
