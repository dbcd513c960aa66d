-- What riders have redeemed, under the name and at the price of that time.
create table voucher (
    id {{int64}} primary key,
    rider_id {{int64}} not null references rider (id),
    reward text not null,
    zh text not null,
    en text not null,
    points {{int64}} not null,
    places text not null,
    code text not null,
    month text not null,
    state text not null,
    at {{int64}} not null,
    ends_at {{int64}} not null,
    closed_at {{int64}},
    queue text not null,
    staff_id {{int64}} not null,
    staff_name text not null
) {{strict}};
create index voucher_of_rider on voucher (rider_id, at);
create index voucher_at on voucher (at, id);
create index voucher_open on voucher (rider_id, id) where state = 'open';
create index voucher_open_of_reward on voucher (reward, id) where state = 'open';
create index voucher_handed_out on voucher (closed_at, id) where state = 'handed_out';

-- Every code that a voucher has or had, so that an old one is known as such.
create table voucher_code (
    code text primary key,
    voucher_id {{int64}} not null references voucher (id),
    ends_at {{int64}} not null
) {{strict}};
create index voucher_code_ends on voucher_code (ends_at);
create index code_of_voucher on voucher_code (voucher_id);

-- What is redeemed and has not come back; two who redeem the same at once meet here. Rider 0 stands for all of them, the
-- empty month for all time.
create table reward_taken (
    rider_id {{int64}} not null,
    month text not null,
    reward text not null,
    pieces {{int64}} not null,
    points {{int64}} not null,
    primary key (rider_id, month, reward)
) {{strict}};

-- How often something was taken from a rider's balance; who spends meets there whatever else takes from it.
create table spending (
    rider_id {{int64}} primary key references rider (id),
    times {{int64}} not null
) {{strict}};
