-- name: hand_over_by_id
-- One hand-over.
select * from hand_over where id = :id;

-- name: add_hand_over
-- Somebody offers what they have.
insert into hand_over (id, chat_id, thread_id, by_id, "by", at, appeals, ended_at, heir_id, heir, taken)
values (:id, :chat_id, :thread_id, :by_id, :by, :at, :appeals, :ended_at, :heir_id, :heir, :taken);

-- name: end_hand_over
-- Somebody took over, or nobody did, once.
update hand_over set ended_at = :ended_at, heir_id = :heir_id, heir = :heir, taken = :taken
where id = :id and ended_at is null;

-- name: open_hand_overs
-- What somebody offers in a group.
select * from hand_over where chat_id = :chat_id and by_id = :by_id and ended_at is null order by id;
