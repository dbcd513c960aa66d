-- name: slip_by_id
-- Made or not.
select * from slip where id = :id;

-- name: slip_of_code
-- Made or not.
select * from slip where code = :code;

-- name: slip_of_deed
-- Made or not.
select * from slip where rider_id = :rider_id and report_id = :report_id and deed = :deed;

-- name: save_slip
-- What the rider chose, until it is made.
insert into slip (id, code, rider_id, report_id, deed, from_at, to_at, ends_at, minutes, name, made_at)
values (:id, :code, :rider_id, :report_id, :deed, :from_at, :to_at, :ends_at, :minutes, :name, :made_at)
on conflict (id) do update set
    from_at = excluded.from_at, to_at = excluded.to_at, ends_at = excluded.ends_at, minutes = excluded.minutes,
    name = excluded.name, made_at = excluded.made_at;

-- name: slips_of_rider
-- Newest first.
select * from slip where rider_id = :rider_id and made_at is not null order by made_at desc, id desc;

-- name: slip_holders
-- Who loses theirs when the report turns out false.
select rider_id from slip where report_id = :report_id and made_at is not null;

-- name: deeds_of_rider
-- What a rider did at places: reported, beginning with the draft's first message; witnessed by evidence; checked a repair.
select * from (
    select
        'report' as deed, r.id as report_id,
        coalesce((select d.opened_at from draft d where d.id = r.id), r.submitted_at) as at
    from report r
    where r.rider_id = :rider_id and r.submitted_at >= :since
    union all
    select 'witness' as deed, e.report_id, max(e.at) as at
    from event e
    where e.actor_kind = 'rider' and e.actor_id = :rider_id and e.at >= :since and e.action = 'witnessed'
      and exists (
        select 1 from witness w where w.report_id = e.report_id and w.rider_id = :rider_id and w.proven = 1
      )
    group by e.report_id
    union all
    select 'check' as deed, e.report_id, max(e.at) as at
    from event e
    where e.actor_kind = 'rider' and e.actor_id = :rider_id and e.at >= :since and e.action in ('fixed', 'not_fixed')
    group by e.report_id
) done
order by at desc, report_id desc, deed;

-- name: acts_on_report
-- When a rider sent something about a report, or answered whether it is fixed.
select r.submitted_at as at from report r where r.id = :report_id and r.rider_id = :rider_id
union
select d.opened_at from draft d where d.report_id = :report_id and d.rider_id = :rider_id
union
select d.heard_at from draft d where d.report_id = :report_id and d.rider_id = :rider_id and d.heard_at > 0
union
select e.at from event e
where e.report_id = :report_id and e.actor_kind = 'rider' and e.actor_id = :rider_id
  and e.action in ('witnessed', 'added', 'fixed', 'not_fixed');

-- name: purge_slips
-- Nobody can verify them any more, or they were never made.
delete from slip where id in (select s.id from slip s where s.ends_at < :before order by s.ends_at limit :limit);

-- name: erase_slips
-- Of who leaves.
delete from slip where rider_id = :rider_id;
