-- name: appeal_by_id
-- One appeal.
select * from appeal where id = :id;

-- name: save_appeal
-- Insert it, or keep what it is now.
insert into appeal (
    id, rider_id, queue, kind, stage, opened_at, touched_at, month, serial, position, place, contact, asks, sent_at,
    answer_by, plan_by, until, due_at, followed_at, closed_at, holder_id, holder, raised, answer
)
values (
    :id, :rider_id, :queue, :kind, :stage, :opened_at, :touched_at, :month, :serial, :position, :place, :contact,
    :asks, :sent_at, :answer_by, :plan_by, :until, :due_at, :followed_at, :closed_at, :holder_id, :holder, :raised,
    :answer
)
on conflict (id) do update set
    queue = excluded.queue,
    kind = excluded.kind,
    stage = excluded.stage,
    touched_at = excluded.touched_at,
    month = excluded.month,
    serial = excluded.serial,
    position = excluded.position,
    place = excluded.place,
    contact = excluded.contact,
    asks = excluded.asks,
    sent_at = excluded.sent_at,
    answer_by = excluded.answer_by,
    plan_by = excluded.plan_by,
    until = excluded.until,
    due_at = excluded.due_at,
    followed_at = excluded.followed_at,
    closed_at = excluded.closed_at,
    holder_id = excluded.holder_id,
    holder = excluded.holder,
    raised = excluded.raised,
    answer = excluded.answer;

-- name: remove_appeal
-- A draft that was never sent.
delete from appeal where id = :id and stage = 'draft';

-- name: remove_appeal_lines
-- All that was said in one.
delete from appeal_line where appeal_id = :id;

-- name: next_appeal_serial
-- Count up a month.
insert into appeal_counter (month, last) values (:month, 1)
on conflict (month) do update set last = appeal_counter.last + 1
returning last;

-- name: appeals_of_rider
-- A rider's own, the newest first.
select * from appeal where rider_id = :rider_id order by opened_at desc, id desc;

-- name: queues_of_open_appeals
-- Who has something to do, also queues that are gone.
select distinct queue from appeal where stage in ('collected', 'planned', 'followed') order by queue;

-- name: open_appeals
-- A page of what some queues have to do: what nobody has first, then what is theirs, and the most urgent of each.
select * from appeal
where queue in (select k.key from json_each(:queues) k) and stage in ('collected', 'planned', 'followed')
order by
    case when due_at < :now then 0 else 1 end,
    case when holder_id is null then 0 when holder_id = :holder_id then 1 else 2 end,
    coalesce(due_at, followed_at), id
limit :limit offset :offset;

-- name: appeals_on_board
-- Where staff owe something: what is late, what nobody has, what has gone up; with its card in a group.
select a.*,
    (select m.message_id from live_message m
        where m.key = 'appeal_ticket:' || a.id and m.live = 1 and m.chat_id = :chat_id) as card_message,
    count(*) over () as in_all
from appeal a
where a.queue in (select k.key from json_each(:queues) k) and a.stage in ('collected', 'planned', 'followed')
    and a.stage <> 'followed'
order by
    case when a.due_at < :now then 0 else 1 end,
    case when a.holder_id is null then 0 else 1 end,
    a.raised desc, a.due_at, a.id
limit :limit;

-- name: appeals_held
-- What one of the staff has, also where its rider is to act; with its card in a group.
select a.*,
    (select m.message_id from live_message m
        where m.key = 'appeal_ticket:' || a.id and m.live = 1 and m.chat_id = :chat_id) as card_message,
    count(*) over () as in_all
from appeal a
where a.queue in (select k.key from json_each(:queues) k) and a.stage in ('collected', 'planned', 'followed')
    and a.holder_id = :holder_id
order by coalesce(a.due_at, a.followed_at), a.id
limit :limit;

-- name: count_appeals
-- By kind and stage.
select kind, stage, count(*) as appeals from appeal where sent_at >= :since group by kind, stage order by kind, stage;

-- name: appeals_alike
-- A kind and a place of which several riders have spoken.
select kind, place, count(distinct rider_id) as riders from appeal
where sent_at >= :since and place <> '' and kind is not null and stage <> 'withdrawn'
group by kind, place
having count(distinct rider_id) >= :least
order by riders desc, kind, place;

-- name: appeals_in_week
-- What came, what ended and how many riders were satisfied.
select
    (select count(*) from appeal r where r.sent_at >= :since and r.sent_at < :until
        and (:queue = '' or r.queue = :queue)) as received,
    (select count(*) from appeal c where c.closed_at >= :since and c.closed_at < :until and c.stage = 'closed'
        and (:queue = '' or c.queue = :queue)) as closed,
    (select count(*) from appeal s where s.closed_at >= :since and s.closed_at < :until and s.answer = 'satisfied'
        and (:queue = '' or s.queue = :queue)) as satisfied;

-- name: keep_appeal_line
-- Something more was said, or the same in other words.
insert into appeal_line (id, appeal_id, at, said, words, message_id, photo_id, clip_id, by_id, "by")
values (:id, :appeal_id, :at, :said, :words, :message_id, :photo_id, :clip_id, :by_id, :by)
on conflict (id) do update set words = excluded.words;

-- name: appeal_lines
-- All that was said, in order.
select * from appeal_line where appeal_id = :appeal_id order by id;

-- name: appeal_line_by_id
-- One thing that was said.
select * from appeal_line where id = :id;

-- name: sort_appeal_line
-- Staff say what their reply is for, once.
update appeal_line set said = :said where id = :id and said = 'waits';

-- name: erase_appeal_lines
-- What was said in all appeals of who leaves.
delete from appeal_line where appeal_id in (select a.id from appeal a where a.rider_id = :rider_id);

-- name: erase_appeal_drafts
-- Nobody has seen them.
delete from appeal where rider_id = :rider_id and stage = 'draft';

-- name: erase_appeals
-- The bare row stays, to be counted; nobody is left to follow it up for.
update appeal set
    stage = case when closed_at is null then 'withdrawn' else stage end,
    position = null, place = '', contact = '', asks = '', due_at = null, holder = '', holder_id = null, gone = 1,
    closed_at = coalesce(closed_at, touched_at)
where rider_id = :rider_id;

-- name: appeals_with_words
-- Closed ones of which something is kept still.
select id from appeal where gone = 0 and closed_at < :before limit :limit;

-- name: purge_appeal_lines
-- What was said in a closed one; its photos and clips go by the night's round then.
delete from appeal_line where appeal_id = :report_id;

-- name: blank_appeal
-- It is counted still.
update appeal set position = null, place = '', contact = '', holder = '', holder_id = null, gone = 1
where id = :report_id;
