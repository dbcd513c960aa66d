-- name: store_update
-- Keep an update unless this very one is there already.
insert into inbox (bot_id, update_id, fingerprint, chat_id, payload, state, due_at, attempts, error)
values (:bot_id, :update_id, :fingerprint, :chat_id, :payload, 'waiting', :now, 0, '')
on conflict (bot_id, update_id, fingerprint) do nothing;

-- name: due_updates
-- The oldest due update of each chat that has none claimed; updates of no chat don't wait for each other.
select i.seq
from inbox i
where i.state = 'waiting' and i.due_at <= :now
  and (
    i.chat_id = 0
    or (
      i.seq = (
        select e.seq from inbox e
        where e.state = 'waiting' and e.chat_id = i.chat_id and e.due_at <= :now
        order by e.seq limit 1
      )
      and not exists (select 1 from inbox c where c.state = 'claimed' and c.chat_id = i.chat_id and c.chat_id <> 0)
    )
  )
order by i.seq
limit :limit
{{skip_locked}};

-- name: claim_update
-- Take one of them for this owner.
update inbox set state = 'claimed', owner = :owner
where seq = :seq and state = 'waiting'
returning seq, update_id, chat_id, payload, attempts;

-- name: consume_update
-- Its effects are in this transaction.
update inbox set state = 'done', owner = null, done_at = :now
where seq = :seq and state = 'claimed' and owner = :owner;

-- name: hold_update
-- Changes nothing: whether it is still this owner's, and whether the database takes changes.
update inbox set owner = :owner where seq = :seq and state = 'claimed' and owner = :owner;

-- name: hold_updates
-- The same for all that an owner holds.
update inbox set owner = :owner where state = 'claimed' and owner = :owner
returning seq, update_id, chat_id, payload, attempts;

-- name: retry_update
-- It failed; it is due again later.
update inbox set state = 'waiting', owner = null, due_at = :at, attempts = attempts + 1, error = :error
where seq = :seq and state = 'claimed' and owner = :owner;

-- name: park_update
-- It failed for good and waits for the operator.
update inbox set state = 'parked', owner = null, done_at = :now, attempts = attempts + 1, error = :error
where seq = :seq and state = 'claimed' and owner = :owner;

-- name: release_updates
-- What an owner held that is no more.
update inbox set state = 'waiting', owner = null where state = 'claimed' and owner = :owner;

-- name: update_owners
-- Who holds claimed updates.
select distinct owner from inbox where state = 'claimed' order by owner;

-- name: next_due_update
-- When work is to look again.
select min(due_at) as due_at from inbox where state = 'waiting';

-- name: purge_payloads
-- Raw updates hold what people wrote: they go, their keys stay.
update inbox set payload = '' where done_at < :before and payload <> '';

-- name: purge_update_keys
-- Telegram redelivers for a day at most.
delete from inbox where done_at < :before;
