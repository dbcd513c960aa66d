-- name: put_reminder
-- A ticket has one in each place: what reminds of it now takes the place of what did.
insert into reminder (report_id, place, name, queue, batch, page, at)
values (:report_id, :place, :name, :queue, :batch, :page, :at)
on conflict (report_id, place) do update set
    name = excluded.name, queue = excluded.queue, batch = excluded.batch, page = excluded.page, at = excluded.at;

-- name: reminders_of_report
-- What reminds of it.
select * from reminder where report_id = :report_id;

-- name: drop_reminder
-- It reminds no more.
delete from reminder where report_id = :report_id and place = :place;

-- name: gathering_batches
-- Batches that take more until they are told.
select distinct batch from reminder where page = -1 and batch <> '';

-- name: batches_of_reports
-- The written pages in which these reports stand, the names in a JSON object.
select d.batch, d.page from json_each(:ids) k
join reminder d on d.report_id = cast(k.key as {{int64}})
where d.batch <> '' and d.page >= 0;

-- name: count_of_page
-- How many lines are left of it.
select count(*) as lines from reminder where batch = :batch and batch <> '' and page = :page;

-- name: lines_of_page
-- What a page lists first, and where the cards stand.
select d.name, d.at, d.place, r.id, r.prefix, r.month, r.serial, r.status, r.category, r.community, r.note, r.spot, r.queue,
    r.urgent, r.holder, r.submitted_at, r.respond_by, r.due_at, r.overdue_at, r.hold_until, r.resolved_at, r.closed_at,
    d.queue as told_queue, m.chat_id as card_chat, m.message_id as card_message
from (
    select d.report_id, d.place, r.urgent,
        coalesce(case when d.name = 'nudge_unanswered' then r.respond_by end, r.due_at, d.at) as promised
    from reminder d
    join report r on r.id = d.report_id
    where d.batch = :batch and d.batch <> '' and d.page = :page
    order by r.urgent desc, promised, r.id
    limit :limit
) first
join reminder d on d.report_id = first.report_id and d.place = first.place
join report r on r.id = first.report_id
left join live_message m on m.key = 'ticket:' || r.id || ':' || r.queue and m.live = 1
order by first.urgent desc, first.promised, first.report_id;

-- name: turn_to_page
-- What was gathered is written now.
update reminder set page = :page where batch = :batch and batch <> '' and page = -1;

-- name: nudges_of_batch
-- The messages of nudges that stand alone, of tickets that are told together now.
select m.*, r.prefix, r.month, r.serial
from reminder d
join live_message m on m.key = 'nudge:' || d.report_id and m.live = 1
join report r on r.id = d.report_id
where d.batch = :batch and d.batch <> '' and d.page = -1;

-- name: due_reports
-- What a limit's timer must know of these reports, the names in a JSON object.
select r.id, r.status, r.queue, r.urgent, r.respond_by, r.due_at, r.overdue_at,
    r.half_time_at, r.long_overdue_at
from json_each(:ids) k
join report r on r.id = cast(k.key as {{int64}});

-- name: note_overdue
-- The first time counts.
update report set overdue_at = :now, version = version + 1
where overdue_at is null and id in (select cast(k.key as {{int64}}) from json_each(:ids) k);

-- name: reminding_messages
-- What reminds of a report: in its queue's group, before supervisors, and before those on call in private.
select * from live_message
where report_id = :report_id and live = 1 and draft_id is null and (
    key = 'nudge:' || report_id or key like 'late:%' or key like 'overdue:%' or key like 'long_overdue:%'
    or key like 'unanswered:%'
);

-- name: messages_beside_card
-- What stands beside a card.
select * from live_message
where report_id = :report_id and live = 1 and chat_id < 0 and (key like 'beside:%' or key like 'clip:%');
