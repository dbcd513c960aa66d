-- The lines that number themselves: the engines have no common word for a sequence.

create table process (
    id bigint generated always as identity primary key
);

create table inbox (
    seq bigint generated always as identity primary key,
    bot_id bigint not null,
    update_id bigint not null,
    fingerprint text not null,
    chat_id bigint not null,
    payload text not null,
    state text not null,
    owner bigint,
    due_at bigint not null,
    attempts bigint not null,
    error text not null,
    done_at bigint,
    unique (bot_id, update_id, fingerprint)
);

create index inbox_waiting on inbox (seq) where state = 'waiting';
create index inbox_waiting_of_chat on inbox (chat_id, seq) where state = 'waiting';
create unique index inbox_one_claimed on inbox (chat_id) where state = 'claimed' and chat_id <> 0;
create index inbox_owner on inbox (owner) where state = 'claimed';
create index inbox_done on inbox (done_at) where done_at is not null;

-- last is 1 for what stands behind everything else of its chat; card is 1 where the row lives for ever.
create table outbox (
    seq bigint generated always as identity primary key,
    key text not null unique,
    card bigint not null,
    chat_id bigint not null,
    thread_id bigint,
    precedence bigint not null,
    last bigint not null,
    meaning text not null,
    not_before bigint not null,
    silent bigint not null,
    language text not null,
    revision bigint not null,
    state text not null,
    in_flight bigint not null,
    attempts bigint not null,
    error text not null,
    done_at bigint
);

create index outbox_waiting on outbox (precedence, seq) where state = 'waiting';
create index outbox_waiting_of_chat on outbox (chat_id, last, seq) where state = 'waiting';
create index outbox_in_flight on outbox (chat_id) where in_flight = 1;
create index outbox_done on outbox (state, done_at) where done_at is not null;

create table ledger (
    seq bigint generated always as identity primary key,
    cause text not null unique,
    rider_id bigint not null references rider (id),
    report_id bigint not null references report (id),
    merit text not null,
    points bigint not null,
    day text not null,
    at bigint not null
);

create index ledger_of_rider on ledger (rider_id, at, points);
create index ledger_of_report on ledger (report_id);
