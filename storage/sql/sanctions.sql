-- name: add_sanction
-- Append an act.
insert into sanction (id, begun_id, rider_id, person, kind, reason, at, until, report_id, by_id, by_name)
values (:id, :begun_id, :rider_id, :person, :kind, :reason, :at, :until, :report_id, :by_id, :by_name);

-- name: unname_person
-- A newer act takes the place of these.
update sanction set person = '' where person = :person and person <> '';

-- name: sanctions_of_rider
-- All acts against a rider, in order.
select * from sanction where rider_id = :rider_id order by id;

-- name: sanctions_begun
-- One act, carried over to each id under which its rider came back, and its lift, in order.
select * from sanction where begun_id = :begun_id order by id;

-- name: sanction_of_person
-- The newest act against whoever this is.
select * from sanction where person = :person and person <> '' order by id desc limit 1;

-- name: unname_ended
-- Whoever comes back after an act has ended is nobody in particular.
update sanction set person = '' where person <> '' and until <= :now;

-- name: record_of_rider
-- How many reports a rider made, and how many of them were rejected as false.
select
    count(*) as reports,
    cast(coalesce(sum(case when report.status = 'rejected' and (
        select event.detail from event
        where event.report_id = report.id and event.action = 'reject'
        order by event.id desc limit 1
    ) like '%"reason": "false"%' then 1 else 0 end), 0) as {{int64}}) as false_ones
from report where rider_id = :rider_id;
