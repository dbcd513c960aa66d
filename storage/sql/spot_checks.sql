-- name: repairs_in_cells
-- What was resolved and waits for an answer, in up to twelve rows of grid cells, from the index alone; what the rider
-- reported or was asked about is left out. An unused row ends before it begins.
with grid (first, last) as (
    values
        (cast(:first_a as {{int64}}), cast(:last_a as {{int64}})), (cast(:first_b as {{int64}}), cast(:last_b as {{int64}})),
        (cast(:first_c as {{int64}}), cast(:last_c as {{int64}})), (cast(:first_d as {{int64}}), cast(:last_d as {{int64}})),
        (cast(:first_e as {{int64}}), cast(:last_e as {{int64}})), (cast(:first_f as {{int64}}), cast(:last_f as {{int64}})),
        (cast(:first_g as {{int64}}), cast(:last_g as {{int64}})), (cast(:first_h as {{int64}}), cast(:last_h as {{int64}})),
        (cast(:first_i as {{int64}}), cast(:last_i as {{int64}})), (cast(:first_j as {{int64}}), cast(:last_j as {{int64}})),
        (cast(:first_k as {{int64}}), cast(:last_k as {{int64}})), (cast(:first_l as {{int64}}), cast(:last_l as {{int64}}))
)
select r.id, r.lat, r.lng
from grid cross join report r
where grid.first <= grid.last and r.status = 'resolved' and r.cell between grid.first and grid.last
  and r.lat between :south and :north and r.lng between :west and :east and r.rider_id <> :rider_id
  and (select c.asked_at from spot_check c where c.rider_id = :rider_id and c.report_id = r.id) is null
limit :limit;

-- name: spot_check_last
-- When a rider was asked last.
select max(asked_at) as at from spot_check where rider_id = :rider_id;

-- name: add_spot_check
-- Once for each rider and report.
insert into spot_check (rider_id, report_id, asked_at) values (:rider_id, :report_id, :at);

-- name: spot_check_exists
-- Whether a rider was asked about a report.
select 1 as found from spot_check where rider_id = :rider_id and report_id = :report_id;

-- name: spot_checks_of_report
-- Who was asked about a report.
select rider_id from spot_check where report_id = :report_id order by asked_at, rider_id;

-- name: purge_spot_checks
-- Their reports are closed, and can't be reopened any more.
delete from spot_check where asked_at < :before;

-- name: erase_spot_checks
-- What a rider who leaves was asked.
delete from spot_check where rider_id = :rider_id;
