-- name: voucher_by_id
-- One voucher.
select * from voucher where id = :id;

-- name: voucher_of_code
-- The voucher that has or had a code.
select voucher.* from voucher_code join voucher on voucher.id = voucher_code.voucher_id
where voucher_code.code = :code;

-- name: save_voucher
-- Insert it, or keep its code and what has become of it.
insert into voucher (
    id, rider_id, reward, zh, en, points, places, code, month, state, at, ends_at, closed_at, queue, staff_id,
    staff_name
)
values (
    :id, :rider_id, :reward, :zh, :en, :points, :places, :code, :month, :state, :at, :ends_at, :closed_at, :queue,
    :staff_id, :staff_name
)
on conflict (id) do update set
    code = excluded.code,
    state = excluded.state,
    closed_at = excluded.closed_at,
    queue = excluded.queue,
    staff_id = excluded.staff_id,
    staff_name = excluded.staff_name;

-- name: keep_code
-- A voucher's code, for as long as the voucher is kept.
insert into voucher_code (code, voucher_id, ends_at) values (:code, :voucher_id, :ends_at)
on conflict (code) do nothing;

-- name: open_vouchers_of_rider
-- What a rider can still have handed out, the newest first.
select * from voucher where rider_id = :rider_id and state = 'open' order by id desc;

-- name: vouchers_of_rider
-- All that a rider has redeemed, the newest first.
select * from voucher where rider_id = :rider_id order by at desc;

-- name: open_vouchers
-- A page of all that can still be handed out, by reward.
select * from voucher
where state = 'open' and (reward, id) > (:reward, :after_id)
order by reward, id
limit :limit;

-- name: count_open_vouchers
-- How many of each reward can still be handed out.
select reward, count(*) as vouchers from voucher where state = 'open' group by reward;

-- name: count_taken
-- More or less of a reward is redeemed, by all, in this month, and by this rider in this month.
insert into reward_taken (rider_id, month, reward, pieces, points)
select scope.rider_id, scope.month, cast(:reward as text), cast(:pieces as {{int64}}), cast(:points as {{int64}})
from (
    select cast(0 as {{int64}}) as rider_id, '' as month
    union all select 0, cast(:month as text)
    union all select cast(:rider_id as {{int64}}), cast(:month as text)
) scope
where true
on conflict (rider_id, month, reward) do update set
    pieces = reward_taken.pieces + excluded.pieces,
    points = reward_taken.points + excluded.points;

-- name: taken
-- What is redeemed of each reward, of all time and in a month, by all and by one rider.
select rider_id, month, reward, pieces, points from reward_taken
where rider_id in (0, :rider_id) and month in ('', :month);

-- name: purge_taken
-- Months that are over.
delete from reward_taken where month <> '' and month < :month;

-- name: purge_voucher_codes
-- Their vouchers have ended long ago.
delete from voucher_code where code in (
    select c.code from voucher_code c where c.ends_at < :before order by c.ends_at limit :limit
);

-- name: forget_codes
-- A rider leaves: nobody asks after their vouchers any more.
delete from voucher_code where voucher_id in (select voucher.id from voucher where voucher.rider_id = :rider_id);
