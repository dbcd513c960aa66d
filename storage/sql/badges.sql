-- name: add_training
-- Once for each cause.
insert into training (cause, rider_id, knight, at) values (:cause, :rider_id, :knight, :at)
on conflict (cause) do nothing;

-- name: remove_training
-- It turned out that nobody completed it.
delete from training where cause = :cause;

-- name: count_trainings
-- How many of each colour.
select knight, count(*) as trainings from training where rider_id = :rider_id group by knight;

-- name: trainings_of_rider
-- All of them.
select cause, rider_id, knight, at from training where rider_id = :rider_id;

-- name: count_deeds
-- How many entries a rider has of each of these merits and category of report, but for those taken back.
select ledger.merit, report.category, count(*) as entries
from ledger left join report on report.id = ledger.report_id
where ledger.rider_id = :rider_id and ledger.points > 0 and ledger.merit in (select k.key from json_each(:merits) k) and (
    ledger.report_id is not null and ledger.report_id not in (
        select back.report_id from ledger back
        where back.rider_id = :rider_id and back.merit = 'taken_back' and back.report_id is not null
    )
    or ledger.report_id is null
    and not exists (select 1 from ledger back where back.cause = 'taken_back:' || ledger.cause)
)
group by ledger.merit, report.category;

-- name: give_badge
-- Once for each level.
insert into badge (rider_id, knight, level, at, held, trace) values (:rider_id, :knight, :level, :at, :held, :trace)
on conflict (rider_id, knight, level) do nothing;

-- name: trace_badge
-- Whether it is held now, and what was done; of two at once, one finds it changed.
update badge set held = :held, trace = :trace
where rider_id = :rider_id and knight = :knight and level = :level and held <> :held;

-- name: badges_of_rider
-- All that were ever given to them.
select rider_id, knight, level, at, held, trace from badge where rider_id = :rider_id;

-- name: honour
-- By its id.
select id, rider_id, at, year, number, signed_at, signed_by, signed_name from honour where id = :id;

-- name: honour_of_rider
-- Theirs.
select id, rider_id, at, year, number, signed_at, signed_by, signed_name from honour where rider_id = :rider_id;

-- name: add_honour
-- Once for each rider.
insert into honour (id, rider_id, at, year, number, signed_at, signed_by, signed_name)
values (:id, :rider_id, :at, :year, :number, :signed_at, :signed_by, :signed_name)
on conflict (rider_id) do nothing;

-- name: newest_letter
-- The number of a year's last letter.
select max(number) as number from honour where year = :year;

-- name: sign_honour
-- Once; two at once have the same number, and one of them is run again.
update honour set year = :year, number = :number, signed_at = :signed_at, signed_by = :signed_by,
    signed_name = :signed_name
where id = :id and signed_at is null;

-- name: drop_honour
-- That nobody has signed.
delete from honour where id = :id and signed_at is null;

-- name: erase_trainings
-- Of who leaves.
delete from training where rider_id = :rider_id;

-- name: erase_badges
-- Of who leaves.
delete from badge where rider_id = :rider_id;

-- name: erase_honour
-- Of who leaves.
delete from honour where rider_id = :rider_id;
