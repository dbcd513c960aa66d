-- name: export_reports
-- Reports in the order in which they came, a page.
select
    r.prefix, r.month, r.serial, r.category, r.community, r.queue, r.status, r.urgent, r.lat, r.lng, r.submitted_at,
    r.accepted_at, r.resolved_at, r.closed_at, r.due_at, r.witnesses, r.rider_id, r.submitted_at as at, r.id
from report r
where (r.submitted_at, r.id) >= (:start, :start_id) and (r.submitted_at, r.id) < (:end, :end_id)
order by r.submitted_at, r.id
limit :limit;

-- name: count_exported_reports
-- How many of them there are.
select count(*) as count from report
where (submitted_at, id) >= (:start, :start_id) and (submitted_at, id) < (:end, :end_id);

-- name: place_of_report
-- Where so many of them are over.
select submitted_at, id from report
where (submitted_at, id) >= (:start, :start_id) and (submitted_at, id) < (:end, :end_id)
order by submitted_at, id
limit 1 offset :offset;

-- name: export_points
-- The ledger in the order of its times, a page; what was spent has no report.
select
    coalesce(r.prefix, '') as prefix, coalesce(r.month, '') as month, coalesce(r.serial, 0) as serial, l.merit, l.points, l.rider_id, l.at, l.seq
from ledger l
left join report r on r.id = l.report_id
where (l.at, l.seq) >= (:start, :start_id) and (l.at, l.seq) < (:end, :end_id)
order by l.at, l.seq
limit :limit;

-- name: count_exported_points
-- How many of them there are.
select count(*) as count from ledger
where (at, seq) >= (:start, :start_id) and (at, seq) < (:end, :end_id);

-- name: place_of_points
-- Where so many of them are over.
select at, seq from ledger
where (at, seq) >= (:start, :start_id) and (at, seq) < (:end, :end_id)
order by at, seq
limit 1 offset :offset;

-- name: export_events
-- Events in the order of their times, a page.
select
    r.prefix, r.month, r.serial, e.action, e.source, e.target, e.actor_kind, e.actor_id, e.queue_before, e.queue, e.at, e.id
from event e
join report r on r.id = e.report_id
where (e.at, e.id) >= (:start, :start_id) and (e.at, e.id) < (:end, :end_id)
order by e.at, e.id
limit :limit;

-- name: count_exported_events
-- How many of them there are.
select count(*) as count from event
where (at, id) >= (:start, :start_id) and (at, id) < (:end, :end_id);

-- name: place_of_event
-- Where so many of them are over.
select at, id from event
where (at, id) >= (:start, :start_id) and (at, id) < (:end, :end_id)
order by at, id
limit 1 offset :offset;

-- name: export_vouchers
-- Vouchers in the order in which they were redeemed, a page.
select v.reward, v.zh, v.en, v.points, v.state, v.ends_at, v.closed_at, v.queue, v.rider_id, v.at, v.id
from voucher v
where (v.at, v.id) >= (:start, :start_id) and (v.at, v.id) < (:end, :end_id)
order by v.at, v.id
limit :limit;

-- name: count_exported_vouchers
-- How many of them there are.
select count(*) as count from voucher
where (at, id) >= (:start, :start_id) and (at, id) < (:end, :end_id);

-- name: place_of_voucher
-- Where so many of them are over.
select at, id from voucher
where (at, id) >= (:start, :start_id) and (at, id) < (:end, :end_id)
order by at, id
limit 1 offset :offset;

-- name: keep_export
-- Who took out what.
insert into export_made (id, at, asker_id, asker_name, subject, form, first, last, with_riders)
values (:id, :at, :asker_id, :asker_name, :subject, :form, :first, :last, :with_riders);
