-- name: add_photo_hash
-- What a photo looks like.
insert into photo_hash (photo_id, hashes) values (:photo_id, :hashes);

-- name: add_photo_hash_keys
-- By which it is found: the keys are the names in a JSON object, the form of a list that both engines read alike.
insert into photo_hash_key (key, photo_id)
select cast(k.key as {{int64}}), :photo_id from json_each(:keys) k;

-- name: photos_of_keys
-- Photos found by any of these keys, the names in a JSON object; the first keys count where there are many.
with probe (key) as (select cast(k.key as {{int64}}) from json_each(:keys) k),
hit (photo_id) as materialized (
    select k.photo_id from probe cross join photo_hash_key k where k.key = probe.key limit :limit
)
select f.photo_id, f.hashes from (select distinct photo_id from hit) h join photo_hash f on f.photo_id = h.photo_id;

-- name: add_same_photo
-- Two photos show the same picture.
insert into same_photo (photo_id, other_id, distance) values (:photo_id, :other_id, :distance);

-- name: looks_in_draft
-- What the photos of a draft are and look like.
select p.object_key, f.hashes
from photo p left join photo_hash f on f.photo_id = p.id
where p.draft_id = :draft_id;

-- name: reports_of_same_photo
-- Other reports with a picture of this draft or report, open ones first, then in the order in which they came. One that
-- was withdrawn is as if it had never been sent. The joins are in the order in which they are to be made,
-- and what is asked of their rows comes after them: SQLite, where it has statistics, would else read whole tables to be sure.
with mine (id, object_key) as (
    select id, object_key from photo where draft_id = :id and role not in ('after', 'said')
    union
    select id, object_key from photo where report_id = :id and role not in ('after', 'said')
),
same (photo_id, distance) as (
    select p.id, 0 from mine cross join photo p where p.object_key = mine.object_key
    union all
    select a.other_id, a.distance from mine cross join same_photo a where a.photo_id = mine.id
    union all
    select a.photo_id, a.distance from mine cross join same_photo a where a.other_id = mine.id
)
select r.id as report_id, r.category, r.open, r.submitted_at,
    min(case when p.role not in ('after', 'said') then same.distance end) as distance
from same cross join photo p cross join report r
where p.id = same.photo_id and r.id = p.report_id
group by r.id, r.category, r.open, r.submitted_at
having max(case when p.role not in ('after', 'said') and r.id <> :id and r.status <> 'withdrawn' then 1 else 0 end) = 1
order by r.open desc, r.submitted_at, r.id;

-- name: photo_is_known
-- Whether a report, or another rider's draft, has this picture; repairs and what was withdrawn count, too.
with same (photo_id) as (
    select p.id from photo mine join photo p on p.object_key = mine.object_key where mine.id = :id and p.id <> :id
    union
    select a.other_id from same_photo a where a.photo_id = :id
    union
    select a.photo_id from same_photo a where a.other_id = :id
)
select 1 as found
from same join photo p on p.id = same.photo_id join photo mine on mine.id = :id
left join draft d on d.id = p.draft_id left join draft own on own.id = mine.draft_id
where p.report_id is not null or d.rider_id <> own.rider_id
limit 1;

-- name: uses_of_picture
-- Where else the picture of a photo stands, in this report first; drafts and what was never used don't count.
with same (photo_id) as (
    select p.id from photo mine cross join photo p
    where mine.id = :id and p.object_key = mine.object_key and p.id <> mine.id
    union
    select a.other_id from same_photo a where a.photo_id = :id
    union
    select a.photo_id from same_photo a where a.other_id = :id
)
select distinct p.report_id, p.role, case when p.report_id = :report_id then 0 else 1 end as elsewhere
from same cross join photo p
where p.id = same.photo_id and p.report_id is not null
order by elsewhere, p.report_id, p.role
limit :limit;

-- name: forget_same_photo
-- Before a photo goes.
delete from same_photo where photo_id = :photo_id or other_id = :photo_id;

-- name: forget_photo_hash_key
-- Before a photo goes.
delete from photo_hash_key where key = :key and photo_id = :photo_id;

-- name: forget_photo_hash
-- Before a photo goes; its hashes tell its keys.
delete from photo_hash where photo_id = :photo_id returning hashes;
