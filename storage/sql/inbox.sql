-- name: store_update
-- Keep an update unless this very one is there already. Where an owner asks for it, it is taken at once if nothing of its
-- line waits or is in hand; else it waits, behind one of its line that is tried again soon. Tells which update of the
-- asking owner it waits behind.
insert into inbox (bot_id, update_id, fingerprint, chat_id, line, lane, payload, state, owner, due_at, attempts, error)
select
    cast(:bot_id as {{int64}}), cast(:update_id as {{int64}}), cast(:fingerprint as text), cast(:chat_id as {{int64}}),
    cast(:line as {{int64}}), cast(:lane as text), cast(:payload as text),
    case when taker.owner is null then 'waiting' else 'claimed' end, taker.owner,
    coalesce(
        (
            select max(h.due_at) from inbox h
            where h.state = 'waiting' and h.failing_since > 0 and h.line = :line and h.line <> 0
              and h.due_at > :now and h.due_at <= h.failing_since + :hold
        ),
        cast(:now as {{int64}})
    ),
    0, ''
from (
    select case
        when :takes = 0 then null
        when exists (select 1 from inbox w where w.state = 'waiting' and w.line = :line and w.line <> 0) then null
        when exists (select 1 from inbox c where c.state = 'claimed' and c.line = :line and c.line <> 0) then null
        else cast(:owner as {{int64}})
    end as owner
) taker
where true
on conflict (bot_id, update_id, fingerprint) do nothing
returning seq, state, (
    select c.seq from inbox c
    where c.state = 'claimed' and c.line = inbox.line and c.line <> 0 and c.owner = :owner
) as behind;

-- name: claim_oldest
-- Take the oldest due updates of a lane, of each line that has none in hand; updates of no line don't wait for each other.
-- One that was in hand at a crash is tried while no other of that kind is, so that the cause is found by itself. Tells
-- whether others of its line follow.
with due as materialized (
    select i.seq
    from inbox i
    where i.state = 'waiting' and i.lane = :lane and i.seq > :after and i.due_at <= :now
      and (
        i.line = 0
        or (
          not exists (select 1 from inbox c where c.state = 'claimed' and c.line = i.line and c.line <> 0)
          and i.seq = (
            select e.seq from inbox e
            where e.state = 'waiting' and e.line = i.line and e.due_at <= :now
            order by e.seq limit 1
          )
        )
      )
      and (
        i.crashes = 0
        or (
          not exists (select 1 from inbox c where c.crashes > 0 and c.state = 'claimed')
          and i.seq = (
            select s.seq from inbox s
            where s.crashes > 0 and s.state = 'waiting' and s.due_at <= :now
            order by s.seq limit 1
          )
        )
      )
    order by i.seq
    limit :limit
    {{skip_locked}}
)
update inbox set state = 'claimed', owner = :owner
where seq in (select due.seq from due) and state = 'waiting'
returning seq, update_id, chat_id, payload, lane, attempts, failing_since, crashes, exists (
    select 1 from inbox w where w.state = 'waiting' and w.line = inbox.line and w.line <> 0 and w.seq <> inbox.seq
) as followed;

-- name: claim_newest
-- The same for the first due update of each line of a lane that was heard of last, so that a long queue keeps nobody
-- waiting who has just written.
with heard as materialized (
    select i.line, i.seq from inbox i
    where i.state = 'waiting' and i.lane = :lane
    order by i.seq desc
    limit :looks
),
heads as materialized (
    select (
        select e.seq from inbox e
        where e.state = 'waiting' and e.line = l.line and e.due_at <= :now
        order by e.seq limit 1
    ) as seq
    from (select heard.line, max(heard.seq) as last from heard where heard.line <> 0 group by heard.line) l
    where not exists (select 1 from inbox c where c.state = 'claimed' and c.line = l.line and c.line <> 0)
    order by l.last desc
    limit :limit
),
due as materialized (
    select i.seq from inbox i
    where i.seq in (select heads.seq from heads) and i.lane = :lane and i.crashes = 0 and i.state = 'waiting'
    {{skip_locked}}
)
update inbox set state = 'claimed', owner = :owner
where seq in (select due.seq from due) and state = 'waiting'
returning seq, update_id, chat_id, payload, lane, attempts, failing_since, crashes, exists (
    select 1 from inbox w where w.state = 'waiting' and w.line = inbox.line and w.line <> 0 and w.seq <> inbox.seq
) as followed;

-- name: claim_next
-- The same for what comes next in the line of one that has ended, if it goes in one of three lanes.
update inbox set state = 'claimed', owner = :owner
where state = 'waiting' and crashes = 0 and lane in (:first, :second, :third)
  and seq = (
    select e.seq from inbox e
    where e.state = 'waiting' and e.due_at <= :now
      and e.line = (select r.line from inbox r where r.seq = :seq and r.line <> 0)
    order by e.seq limit 1
  )
  and not exists (select 1 from inbox c where c.state = 'claimed' and c.line = inbox.line and c.line <> 0)
returning seq, update_id, chat_id, payload, lane, attempts, failing_since, crashes, exists (
    select 1 from inbox w where w.state = 'waiting' and w.line = inbox.line and w.line <> 0 and w.seq <> inbox.seq
) as followed;

-- name: line_waits
-- Whether more of its line waits, if only for a time or for a place in another lane.
select 1 as found from inbox w
where w.state = 'waiting' and w.line = (select r.line from inbox r where r.seq = :seq and r.line <> 0)
limit 1;

-- name: consume_update
-- Its effects are in this transaction.
update inbox set state = 'done', owner = null, done_at = :now
where seq = :seq and state = 'claimed' and owner = :owner;

-- name: forget_payload
-- Nothing of what it says is kept; its key stays.
update inbox set payload = '' where seq = :seq;

-- name: hold_update
-- Changes nothing: whether it is still this owner's, and whether the database takes changes.
update inbox set owner = :owner where seq = :seq and state = 'claimed' and owner = :owner;

-- name: hold_updates
-- The same for all that an owner holds.
update inbox set owner = :owner where state = 'claimed' and owner = :owner
returning seq, update_id, chat_id, payload, lane, attempts, failing_since, crashes, exists (
    select 1 from inbox w where w.state = 'waiting' and w.line = inbox.line and w.line <> 0 and w.seq <> inbox.seq
) as followed;

-- name: retry_update
-- It failed; it is due again later.
update inbox set
    state = 'waiting', owner = null, due_at = :at, attempts = attempts + :counts, error = :error, failing_since = :since
where seq = :seq and state = 'claimed' and owner = :owner;

-- name: hold_line
-- What came after it in its chat's line waits for it, and is then due behind it.
update inbox set due_at = :at
where state = 'waiting' and due_at < :at and seq > :seq
  and line = (select r.line from inbox r where r.seq = :seq and r.line <> 0 and r.line < :beyond);

-- name: leave_line
-- It has held up its line for long enough: it goes on in a line of those that come late.
update inbox set line = line + :late where seq = :seq and line <> 0 and line < :beyond;

-- name: awaited_files
-- Files of a chat that failed and are tried again, or just now.
select
    (select count(*) from inbox w
     where w.state = 'waiting' and w.failing_since > 0 and w.line in (:line, :late) and w.lane = :lane)
  + (select count(*) from inbox c
     where c.state = 'claimed' and c.line in (:line, :late) and c.lane = :lane and c.failing_since > 0 and c.line <> 0)
    as files;

-- name: park_update
-- It failed for good and waits for the operator.
update inbox set state = 'parked', owner = null, done_at = :now, attempts = attempts + 1, error = :error
where seq = :seq and state = 'claimed' and owner = :owner;

-- name: parked_updates
-- For the operator, newest first.
select seq, update_id, chat_id, payload, lane, attempts, error, done_at from inbox
where state = 'parked' and done_at is not null
order by done_at desc, seq desc limit :limit;

-- name: retry_parked_update
-- The operator wants it handled again.
update inbox set state = 'waiting', owner = null, due_at = :now, done_at = null, attempts = 0, failing_since = 0,
    crashes = 0
where seq = :seq and state = 'parked' and payload <> '';

-- name: drop_parked_update
-- The operator gives it up.
update inbox set state = 'done', done_at = :now, payload = '' where seq = :seq and state = 'parked';

-- name: release_updates
-- What an owner held that is no more: stopped in good order, or crashed, perhaps for one of these. One that was in hand
-- at a crash before waits, so that kills in a row do not meet it each time.
update inbox set
    state = 'waiting', owner = null,
    crashes = crashes + :crashed * case
        when (select count(*) from inbox h where h.state = 'claimed' and h.owner = :owner) = 1 then 2 else 1
    end,
    due_at = case when :crashed = 1 and crashes > 0 then cast(:later as {{int64}}) else due_at end,
    failing_since = case
        when :crashed = 1 and crashes > 0 and failing_since = 0 then cast(:now as {{int64}}) else failing_since
    end
where state = 'claimed' and owner = :owner
returning seq, due_at;

-- name: bring_forward_updates
-- A time farther off than one is made to wait was set by another clock.
update inbox set due_at = :now where state = 'waiting' and due_at > :farthest;

-- name: update_owners
-- Who holds claimed updates.
select distinct owner from inbox where state = 'claimed' order by owner;

-- name: next_due_update
-- When work is to look again.
select min(due_at) as due_at from inbox where state = 'waiting' and due_at > :after;

-- name: purge_payloads
-- Raw updates hold what people wrote: they go, their keys stay.
update inbox set payload = '' where done_at is not null and payload <> '' and done_at < :before;

-- name: purge_unagreed_payloads
-- What riders sent who have not agreed to the terms goes earlier.
update inbox set payload = ''
where done_at is not null and payload <> '' and done_at < :before and (
    select case when r.consent = :version
                 and (cast(:photos_to as text) = '' or r.photos_to = :photos_to)
                 and (cast(:voices_to as text) = '' or r.voices_to = :voices_to) then 1 else 0 end
    from rider r where r.chat_id = inbox.chat_id
) = 0;

-- name: purge_update_keys
-- Telegram redelivers for a day at most.
delete from inbox where done_at < :before;
