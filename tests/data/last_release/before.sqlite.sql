create table if not exists schema_migration (
    version integer primary key,
    name text not null,
    checksum text not null
) strict;

-- Riders, drafts, reports and all that hangs on them.

create table rider (
    id integer primary key,
    chat_id integer not null unique,
    language text,
    consent integer not null,
    muted integer not null,
    reachable integer not null,
    last_place text,
    last_place_at integer,
    created_at integer not null
) strict;

create index rider_digest on rider (id) where reachable = 1 and muted = 0;

create table draft (
    id integer primary key,
    rider_id integer not null references rider (id),
    version integer not null,
    stage text not null,
    menu text not null,
    category text,
    category_chosen integer not null,
    guesses text not null,
    note_parts text not null,
    position text,
    position_confirmed integer not null,
    community text,
    near integer,
    near_different integer not null,
    last_message_id integer not null,
    report_id integer,
    opened_at integer not null,
    touched_at integer not null
) strict;

create unique index draft_one_open on draft (rider_id) where stage = 'open';
create index draft_touched on draft (stage, touched_at);

-- Not strict: SQLite's strict tables don't know "double precision", which PostgreSQL needs for eight bytes.
create table report (
    id integer primary key,
    prefix text not null,
    month text not null,
    serial integer not null,
    rider_id integer not null references rider (id),
    version integer not null,
    status text not null,
    open integer not null,
    category text not null,
    note text not null,
    lat double precision not null,
    lng double precision not null,
    cell integer not null,
    datum text not null,
    source text not null,
    accuracy_m double precision,
    taken_at integer,
    community text,
    queue text not null,
    route_reason text not null,
    urgent integer not null,
    submitted_at integer not null,
    respond_by integer,
    due_at integer,
    overdue_at integer,
    accepted_at integer,
    resolved_at integer,
    closed_at integer,
    holder text not null,
    hold_until integer,
    card_menu text not null,
    witnesses integer not null,
    reopenings integer not null,
    outcome text not null,
    original integer,
    unique (month, serial)
);

-- "open" stands in it as well, so that SQLite takes it for covering.
create index report_near on report (category, cell, submitted_at, lat, lng, id, open) where open = 1;
create index report_of_queue on report (queue, urgent, submitted_at) where open = 1;
create index report_of_rider on report (rider_id, submitted_at);
create index report_closed on report (closed_at) where closed_at is not null;
create index report_overdue on report (queue, overdue_at) where overdue_at is not null;

create table month_counter (
    month text primary key,
    last integer not null
) strict;

create table photo (
    id integer primary key,
    draft_id integer references draft (id),
    report_id integer references report (id),
    role text not null,
    message_id integer not null,
    object_key text not null,
    format text not null,
    width integer not null,
    height integer not null,
    orientation integer not null,
    shown_key text,
    file_id text,
    added_at integer not null
) strict;

create index photo_of_draft on photo (draft_id);
create index photo_of_report on photo (report_id);
create index photo_object on photo (object_key);
create index photo_shown on photo (shown_key);

-- queue_before is the queue in which the ticket stood before the event: an arrival and a departure can be counted
-- from one row.
create table event (
    id integer primary key,
    report_id integer not null references report (id),
    at integer not null,
    action text not null,
    source text not null,
    target text not null,
    actor_kind text not null,
    actor_id integer not null,
    actor_name text not null,
    words text not null,
    detail text not null,
    queue_before text not null,
    queue text not null
) strict;

create index event_of_report on event (report_id, at, id);
create index event_of_queue on event (queue, at);
create index event_out_of_queue on event (queue_before, at);

create table witness (
    report_id integer not null references report (id),
    rider_id integer not null references rider (id),
    at integer not null,
    primary key (report_id, rider_id)
) strict;

create index witness_of_rider on witness (rider_id, report_id);

-- What a rider earned on a day, in one row: two transactions that both award the same rider meet here.
create table ledger_day (
    rider_id integer not null,
    day text not null,
    earned integer not null,
    primary key (rider_id, day)
) strict;

create table timer (
    kind text not null,
    key text not null,
    due_at integer not null,
    fired_at integer,
    primary key (kind, key)
) strict;

create index timer_waiting on timer (due_at) where fired_at is null;

create table queue_chat (
    queue text primary key,
    chat_id integer not null,
    thread_id integer,
    linked_at integer not null
) strict;

create index queue_chat_of_chat on queue_chat (chat_id);

create table link_code (
    code text primary key,
    queue text not null,
    expires_at integer not null,
    used_at integer
) strict;

create table prompt (
    id integer primary key,
    report_id integer not null,
    queue text not null,
    action text not null,
    chat_id integer not null,
    thread_id integer,
    user_id integer not null,
    user_name text not null,
    reply_to integer not null,
    words text not null,
    photo_ids text not null,
    stage text not null,
    asked_at integer not null,
    expires_at integer not null
) strict;

create index prompt_open on prompt (chat_id, user_id) where stage = 'open';

create table told_week (
    scope text not null,
    week text not null,
    at integer not null,
    primary key (scope, week)
) strict;

create table live_message (
    chat_id integer not null,
    message_id integer not null,
    key text not null,
    report_id integer,
    draft_id integer,
    shape text not null,
    face text not null,
    live integer not null,
    put_at integer not null,
    primary key (chat_id, message_id)
) strict;

create unique index live_message_of_key on live_message (key) where live = 1;

create table chat_hold (
    chat_id integer primary key,
    until integer not null
) strict;

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

create index live_message_pictures on live_message (report_id) where shape = 'photo';

-- The latest place of each rider's live location, and the other position of a draft whose positions disagree.

create table live_place (
    rider_id integer primary key references rider (id),
    message_id integer not null,
    position text not null,
    at integer not null,
    until integer not null
) strict;

create index live_place_at on live_place (at);

alter table draft add column rival text;
alter table draft add column place_chosen integer not null default 0;

-- Led by the cell, so that all categories of a spot stand together; "open" stands in it as well, so that SQLite takes it
-- for covering.
drop index report_near;
create index report_near on report (cell, submitted_at, category, lat, lng, rider_id, id, open) where open = 1;

-- hashes: what a photo looks like, 32 hexadecimal digits for each; see domain/likeness.py.
create table fingerprint (
    photo_id integer primary key references photo (id),
    hashes text not null
) strict;

-- By which a fingerprint is found. No reference to the photo: checking it would need an index of its own.
create table fingerprint_key (
    key integer not null,
    photo_id integer not null,
    primary key (key, photo_id)
) strict;

-- A photo and one that was there before it and shows the same picture.
create table alike (
    photo_id integer not null references photo (id),
    other_id integer not null,
    distance integer not null,
    primary key (photo_id, other_id)
) strict;

create index alike_other on alike (other_id);

-- Answers of geocoders: by the words asked for, as a hash, or by the cell asked about. No rider is named.

create table geocode (
    key text primary key,
    name text not null,
    position text,
    asked_at integer not null
) strict;

-- What a district learned of repeats, as counts of signs; and which reports near by a draft shows, and which its rider
-- declined.

create table repeat_tally (
    trait text not null,
    value text not null,
    other text not null,
    chances integer not null,
    repeats integer not null,
    primary key (trait, value, other)
) strict;

alter table draft add column near_shown text not null default '[]';
alter table draft add column near_declined text not null default '[]';
update draft set near_shown = '[' || near || ']' where near is not null and near_different = 0;
update draft set near_declined = '[' || near || ']' where near is not null and near_different = 1;
alter table draft drop column near;
alter table draft drop column near_different;

-- Records of another system that became reports, each once. Keys are noted before the reports are written, to see which
-- are new, so that report_id refers to nothing yet; by it the new ones are found in one go.
create table imported (
    source text not null,
    key text not null,
    report_id integer not null unique,
    primary key (source, key)
) strict;

insert into schema_migration (version, name, checksum) values
(1,'reports','f7621215585cd2b12c8072caf4a50af3aad88932118d3333354b7600d02fc5c2'),
(2,'lines','0642221a717a4d9704179bb0577de3c98b6c79934d157909b4b704906300c926'),
(3,'pictures','8b21b0893c94bfe5131834bea4ab5781e13ce5fee0bbee044361e77029dd540a'),
(4,'live_places','bafc5e01a21bd83d2a81556683d4a41f2288d37cf40250076a76d82e772152a2'),
(5,'alike','eec774d7594f11d4d9d0151aa19c33c7973ec159ceb9c9994128bbda300df473'),
(6,'geocode','b3fd385f8281f75ba213376d4ab72a4598dfb26998caa421397bed9bea4c7b4c'),
(7,'repeats','3690b8a0ca46b5b6a6f49ec05dd974c07e54cef81eb3db176ef3615b91bd99aa'),
(8,'imported','c61bce89217e5b220e140046318a251c395d796c5019106310db0f6ad3492f57');
