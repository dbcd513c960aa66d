-- The lines that number themselves: the engines have no common word for a sequence.

create table process (
    id integer primary key autoincrement
) strict;

create table inbox (
    seq integer primary key autoincrement,
    bot_id integer not null,
    update_id integer not null,
    fingerprint text not null,
    chat_id integer not null,
    payload text not null,
    state text not null,
    owner integer,
    due_at integer not null,
    attempts integer not null,
    error text not null,
    done_at integer,
    unique (bot_id, update_id, fingerprint)
) strict;

create index inbox_waiting on inbox (seq) where state = 'waiting';
create index inbox_waiting_of_chat on inbox (chat_id, seq) where state = 'waiting';
create unique index inbox_one_claimed on inbox (chat_id) where state = 'claimed' and chat_id <> 0;
create index inbox_owner on inbox (owner) where state = 'claimed';
create index inbox_done on inbox (done_at) where done_at is not null;

-- last is 1 for what stands behind everything else of its chat; card is 1 where the row lives for ever.
create table outbox (
    seq integer primary key autoincrement,
    key text not null unique,
    card integer not null,
    chat_id integer not null,
    thread_id integer,
    precedence integer not null,
    last integer not null,
    meaning text not null,
    not_before integer not null,
    silent integer not null,
    language text not null,
    revision integer not null,
    state text not null,
    in_flight integer not null,
    attempts integer not null,
    error text not null,
    done_at integer
) strict;

create index outbox_waiting on outbox (precedence, seq) where state = 'waiting';
create index outbox_waiting_of_chat on outbox (chat_id, last, seq) where state = 'waiting';
create index outbox_in_flight on outbox (chat_id) where in_flight = 1;
create index outbox_done on outbox (state, done_at) where done_at is not null;

create table ledger (
    seq integer primary key autoincrement,
    cause text not null unique,
    rider_id integer not null references rider (id),
    report_id integer not null references report (id),
    merit text not null,
    points integer not null,
    day text not null,
    at integer not null
) strict;

create index ledger_of_rider on ledger (rider_id, at, points);
create index ledger_of_report on ledger (report_id);
