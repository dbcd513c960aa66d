-- name: wish_by_id
-- One wish.
select * from wish where id = :id;

-- name: add_wish
-- A draft.
insert into wish (
    id, rider_id, queue, at, stage, month, serial, words, photo_id, by_when, asked_at, due_at, adopter, adopter_id,
    adopter_ref, adopted_at, heard_at, done_words, done_photo_id, thanks, declined_for, asker_contact, adopter_contact,
    closed_at
) values (
    :id, :rider_id, :queue, :at, :stage, :month, :serial, :words, :photo_id, :by_when, :asked_at, :due_at, :adopter,
    :adopter_id, :adopter_ref, :adopted_at, :heard_at, :done_words, :done_photo_id, :thanks, :declined_for,
    :asker_contact, :adopter_contact, :closed_at
);

-- name: change_wish
-- As it is now, if it still stands where it was read.
update wish set
    queue = :queue, at = :at, stage = :stage, month = :month, serial = :serial, words = :words, photo_id = :photo_id,
    by_when = :by_when, asked_at = :asked_at, due_at = :due_at, adopter = :adopter, adopter_id = :adopter_id,
    adopter_ref = :adopter_ref, adopted_at = :adopted_at, heard_at = :heard_at, done_words = :done_words,
    done_photo_id = :done_photo_id, thanks = :thanks, declined_for = :declined_for, asker_contact = :asker_contact,
    adopter_contact = :adopter_contact, closed_at = :closed_at
where id = :id and stage = :was;

-- name: drop_wish_draft
-- Nobody has seen it.
delete from wish where id = :id and stage = 'draft';

-- name: next_wish_serial
-- Count up a month.
insert into wish_counter (month, last) values (:month, 1)
on conflict (month) do update set last = wish_counter.last + 1
returning last;

-- name: wishes_of_rider
-- What a rider asked for, the newest first.
select * from wish where rider_id = :rider_id order by id desc limit :limit;

-- name: wishes_taken_by
-- What a rider has taken, the newest first.
select * from wish where adopter_id = :rider_id order by id desc limit :limit;

-- name: wishes_listed
-- What others may take, behind one, the one that ends first first.
select * from wish
where stage = 'listed' and (due_at, id) > (:after_due, :after_id) and rider_id <> :rider_id
order by due_at, id limit :limit;

-- name: count_wishes_sent
-- How many a rider sent since then.
select count(*) from wish where rider_id = :rider_id and asked_at >= :since;

-- name: wishes_running
-- What some queues look after, what has waited longest first.
select * from wish
where stage in ('asked', 'listed', 'adopted') and queue in (select k.key from json_each(:queues) k)
order by case when stage = 'asked' then 0 else 1 end, at, id
limit :limit offset :offset;

-- name: wishes_on_board
-- What needs somebody: to be approved, taken and silent, soon due; with its card in a group.
with needy as not materialized (
    select r.id, r.at, case r.stage when 'asked' then 0 when 'adopted' then 1 else 2 end as rank
    from wish r
    where r.stage in ('asked', 'listed', 'adopted') and r.queue in (select k.key from json_each(:queues) k)
        and (
            r.stage = 'asked'
            or (r.stage = 'adopted' and r.heard_at < :silent)
            or ((r.stage = 'listed' or r.by_when <> '') and r.due_at < :soon)
        )
),
page as (select n.id, n.at, n.rank from needy n order by n.rank, n.at, n.id limit :limit)
select w.*, (select count(*) from needy) as in_all,
    (select m.message_id from live_message m
        where m.key = 'wish_of:' || w.rider_id || ':' || 'card' || ':' || w.id || ':' || cast(cast(:chat_id as {{int64}}) as text)
            and m.live = 1) as card_message
from page cross join wish w
where w.id = page.id
order by page.rank, page.at, page.id;

-- name: count_wishes_of_staff
-- What staff have taken.
select count(*) from wish
where stage = 'adopted' and stage in ('asked', 'listed', 'adopted') and adopter <> 'rider'
    and queue in (select k.key from json_each(:queues) k);

-- name: erase_wishes
-- Of who leaves.
delete from wish where rider_id = :rider_id;

-- name: unname_adopter
-- Who leaves and had taken some.
update wish set adopter_id = null where adopter_id = :rider_id;
