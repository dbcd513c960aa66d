-- name: add_service_event
-- Something happened.
insert into service_event (id, queue, what, at, kind, in_time, took)
values (:id, :queue, :what, :at, :kind, :in_time, :took);

-- name: service_tallies
-- How often what happened in some queues within a span.
select e.what, e.kind, count(*) as events, coalesce(sum(e.in_time), 0) as in_time
from json_each(:queues) k cross join json_each(:happened) h cross join service_event e
where e.queue = k.key and e.what = h.key and e.at >= :start and e.at < :end
group by e.what, e.kind
order by e.what, e.kind;

-- name: service_times
-- How long one thing took.
select e.took from json_each(:queues) k cross join service_event e
where e.queue = k.key and e.at >= :start and e.at < :end and e.what = :what and e.took is not null
order by e.took;
