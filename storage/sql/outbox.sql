-- name: take_out_card
-- A card that neither waits nor may go at once is armed again: its row is taken out here and put back at the end of the line.
delete from outbox where key = :key and card = 1 returning revision, in_flight;

-- name: put_message
-- Queue; a card that waits is refreshed and keeps its place, anything else that is known stays as it is. It goes at once, as
-- :rides asks, where nothing of its class or a better one waits in its chat, nothing is on its way there and no line is held;
-- so the row of a card that was sent may keep its place, too.
insert into outbox (
    key, card, chat_id, thread_id, precedence, rank, meaning, not_before, silent, language, revision, state,
    in_flight, attempts, error
) values (
    :key, :card, :chat_id, :thread_id, :precedence, :rank, :meaning, :not_before, :silent, :language, :revision,
    'waiting',
    case
        when :rides = 0 then cast(:in_flight as {{int64}})
        when exists (
            select 1 from outbox w
            where w.chat_id = :chat_id and w.state = 'waiting' and w.rank <= :rank and w.key <> :key
        ) then 0
        when exists (select 1 from outbox f where f.chat_id = :chat_id and f.in_flight = 1) then 0
        when exists (
            select 1 from chat_hold c where c.chat_id = :chat_id and (c.until > :now or c.why = 'closed')
        ) then 0
        else 1
    end,
    0, ''
)
on conflict (key) do update set
    chat_id = excluded.chat_id, thread_id = excluded.thread_id, precedence = excluded.precedence,
    rank = excluded.rank, meaning = excluded.meaning, not_before = excluded.not_before, silent = excluded.silent,
    language = excluded.language, in_flight = excluded.in_flight,
    revision = outbox.revision + case when outbox.state = 'waiting' then 0 else 1 end,
    attempts = case when outbox.state = 'waiting' then outbox.attempts else 0 end,
    error = case when outbox.state = 'waiting' then outbox.error else '' end,
    state = 'waiting', done_at = null
where outbox.card = 1 and outbox.in_flight = 0 and (outbox.state = 'waiting' or excluded.in_flight = 1)
returning seq, revision, attempts, cast(:rides as {{int64}}) * in_flight as rides;

-- name: queue_message
-- One of many, which waits for the loop.
insert into outbox (
    key, card, chat_id, thread_id, precedence, rank, meaning, not_before, silent, language, revision, state,
    in_flight, attempts, error
) values (
    :key, :card, :chat_id, :thread_id, :precedence, :rank, :meaning, :not_before, :silent, :language, 1, 'waiting',
    0, 0, ''
)
on conflict (key) do nothing;

-- name: message_exists
-- Whether a message of this key was ever queued; cards are never purged.
select 1 as found from outbox where key = :key;

-- name: due_messages
-- The head of each chat that is due, not held and has nothing in flight: best class first. A time farther off than one can be
-- set was set by another clock and has come. What is in a held topic is left out before heads are looked for: thousands
-- that wait there would each walk over all the others.
select o.*, exists (
    select 1 from chat_hold c
    where c.chat_id = o.chat_id and c.thread_id in (0, coalesce(o.thread_id, 0)) and c.why = 'closed'
) as closed
from outbox o
where o.state = 'waiting' and (o.not_before <= :now or o.not_before > :farthest)
  and not exists (
    select 1 from chat_hold t
    where t.chat_id = o.chat_id and t.thread_id = o.thread_id and t.until > :now and t.until <= :farthest
  )
  and o.seq = (
    select h.seq from outbox h
    where h.state = 'waiting' and h.chat_id = o.chat_id
      and (h.rank not in (5, 7) or h.not_before <= :now or h.not_before > :farthest)
      and not exists (
        select 1 from chat_hold t
        where t.chat_id = h.chat_id and t.thread_id = h.thread_id and t.until > :now and t.until <= :farthest
      )
    order by h.rank, h.seq limit 1
  )
  and o.chat_id not in (select f.chat_id from outbox f where f.in_flight = 1)
  and not exists (
    select 1 from chat_hold c
    where c.chat_id = o.chat_id and c.thread_id = 0 and c.until > :now and c.until <= :farthest
  )
order by o.rank, o.seq
limit :limit;

-- name: promote_removals
-- One that has waited since before :late goes among the tickets, in its order.
update outbox set rank = 2 where state = 'waiting' and rank = 5 and not_before <= :late;

-- name: promote_boards
-- The same of boards and pins.
update outbox set rank = 2 where state = 'waiting' and rank = 7 and not_before <= :late;

-- name: mark_in_flight
-- Whatever happens now, this may have reached its chat.
update outbox set in_flight = 1 where seq = :seq;

-- name: message_done
-- It was sent, or refused for good; one that was armed again meanwhile goes on waiting. Whether anything waits in its chat,
-- but for a board whose time has not come.
update outbox set
    state = case when revision = :revision then :state else state end,
    done_at = case when revision = :revision then cast(:now as {{int64}}) else done_at end,
    error = case when revision = :revision then :error else error end,
    in_flight = 0
where key = :key
returning state = 'waiting' or exists (
    select 1 from outbox w
    where w.chat_id = outbox.chat_id and w.state = 'waiting' and w.seq <> outbox.seq
      and (w.rank <> 7 or w.not_before <= :now)
) as more;

-- name: message_failed
-- It keeps its place.
update outbox set attempts = attempts + :counts, error = :error, in_flight = 0 where key = :key;

-- name: hold_of_chat
-- Why a chat or a topic waits.
select * from chat_hold where chat_id = :chat_id and thread_id = :thread_id;

-- name: discard_message
-- Nothing of it stays.
delete from outbox where key = :key;

-- name: hold_chat
-- The whole chat waits, or one topic of it. That it is closed is remembered whatever else fails, until something arrives.
insert into chat_hold (chat_id, thread_id, until, since, why) values (:chat_id, :thread_id, :until, :at, :why)
on conflict (chat_id, thread_id) do update set
    since = case when chat_hold.why in ('closed', excluded.why) then chat_hold.since else excluded.since end,
    until = excluded.until, why = case when chat_hold.why = 'closed' then 'closed' else excluded.why end;

-- name: end_hold
-- Something reached this chat, and its topic if it has one.
delete from chat_hold where chat_id = :chat_id and thread_id in (0, :thread_id);

-- name: shorten_hold
-- Look again now.
update chat_hold set until = 0 where chat_id = :chat_id and why = :why;

-- name: forget_removals
-- What was to be removed from this chat stands there still, and may be removed once it is reached again.
delete from outbox where chat_id = :chat_id and state = 'waiting' and key like 'removal:%';

-- name: forget_messages_about_messages
-- They are about messages of the old chat, where nothing can be done any more; in the new one other messages have these
-- numbers.
delete from outbox
where chat_id = :chat_id and state = 'waiting' and (
    key like 'removal:%' or key like 'left:%' or key like 'former:%' or key like 'reaction:%'
    or key like 'pin:%' or key like 'unpin:%'
);

-- name: drop_messages
-- Nothing reaches this chat any more.
update outbox set state = 'dropped', in_flight = 0, done_at = 0 where chat_id = :chat_id and state = 'waiting';

-- name: messages_in_flight
-- What may have reached its chat when the last deliverer stopped.
select * from outbox where in_flight = 1 order by chat_id;

-- name: land_message
-- It waits again.
update outbox set in_flight = 0 where seq = :seq;

-- name: move_messages
-- A group has a new chat id.
update outbox set chat_id = :new_chat where chat_id = :old_chat and state = 'waiting';

-- name: next_due_message
-- When deliver is to look again, at the latest: when a message may go that is not due yet, or a hold ends.
select min(d.due_at) as due_at
from (
    select min(o.not_before) as due_at from outbox o
    where o.state = 'waiting' and o.not_before > 0 and o.not_before > :now and o.not_before <= :farthest
    union all
    select min(c.until) as due_at from chat_hold c where c.until > :now and c.until <= :farthest
) d;

-- name: count_unsent
-- What is due or in flight.
select count(*) as unsent from outbox where state = 'waiting' and not_before <= :now;

-- name: parked_messages
-- For the operator, newest first.
select * from outbox where state = 'parked' and done_at is not null order by done_at desc, seq desc limit :limit;

-- name: free_key
-- A message that was set aside is kept under another key, as something else takes its place.
update outbox set key = :kept, card = 0 where key = :key and state = 'parked';

-- name: take_out_parked
-- It is queued anew.
delete from outbox where seq = :seq and state = 'parked' returning *;

-- name: drop_parked
-- The operator gives it up.
update outbox set state = 'dropped', done_at = :now where seq = :seq and state = 'parked';

-- name: purge_messages
-- What was sent is of no use, but for cards, which are armed again.
delete from outbox where seq in (
    select o.seq from outbox o
    where o.card = 0 and o.state in ('sent', 'dropped') and o.done_at < :before
    limit :limit
);

-- name: purge_holds
-- Holds that are over.
delete from chat_hold where until < :before;
