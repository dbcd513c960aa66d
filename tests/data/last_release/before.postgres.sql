create table if not exists schema_migration (
    version bigint primary key,
    name text not null,
    checksum text not null
);

-- Riders, drafts, reports and all that hangs on them.

create table rider (
    id bigint primary key,
    chat_id bigint not null unique,
    language text,
    consent bigint not null,
    muted bigint not null,
    reachable bigint not null,
    last_place text,
    last_place_at bigint,
    created_at bigint not null
) ;

create index rider_digest on rider (id) where reachable = 1 and muted = 0;

create table draft (
    id bigint primary key,
    rider_id bigint not null references rider (id),
    version bigint not null,
    stage text not null,
    menu text not null,
    category text,
    category_chosen bigint not null,
    guesses text not null,
    note_parts text not null,
    position text,
    position_confirmed bigint not null,
    community text,
    near bigint,
    near_different bigint not null,
    last_message_id bigint not null,
    report_id bigint,
    opened_at bigint not null,
    touched_at bigint not null
) ;

create unique index draft_one_open on draft (rider_id) where stage = 'open';
create index draft_touched on draft (stage, touched_at);

-- Not strict: SQLite's strict tables don't know "double precision", which PostgreSQL needs for eight bytes.
create table report (
    id bigint primary key,
    prefix text not null,
    month text not null,
    serial bigint not null,
    rider_id bigint not null references rider (id),
    version bigint not null,
    status text not null,
    open bigint not null,
    category text not null,
    note text not null,
    lat double precision not null,
    lng double precision not null,
    cell bigint not null,
    datum text not null,
    source text not null,
    accuracy_m double precision,
    taken_at bigint,
    community text,
    queue text not null,
    route_reason text not null,
    urgent bigint not null,
    submitted_at bigint not null,
    respond_by bigint,
    due_at bigint,
    overdue_at bigint,
    accepted_at bigint,
    resolved_at bigint,
    closed_at bigint,
    holder text not null,
    hold_until bigint,
    card_menu text not null,
    witnesses bigint not null,
    reopenings bigint not null,
    outcome text not null,
    original bigint,
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
    last bigint not null
) ;

create table photo (
    id bigint primary key,
    draft_id bigint references draft (id),
    report_id bigint references report (id),
    role text not null,
    message_id bigint not null,
    object_key text not null,
    format text not null,
    width bigint not null,
    height bigint not null,
    orientation bigint not null,
    shown_key text,
    file_id text,
    added_at bigint not null
) ;

create index photo_of_draft on photo (draft_id);
create index photo_of_report on photo (report_id);
create index photo_object on photo (object_key);
create index photo_shown on photo (shown_key);

-- queue_before is the queue in which the ticket stood before the event: an arrival and a departure can be counted
-- from one row.
create table event (
    id bigint primary key,
    report_id bigint not null references report (id),
    at bigint not null,
    action text not null,
    source text not null,
    target text not null,
    actor_kind text not null,
    actor_id bigint not null,
    actor_name text not null,
    words text not null,
    detail text not null,
    queue_before text not null,
    queue text not null
) ;

create index event_of_report on event (report_id, at, id);
create index event_of_queue on event (queue, at);
create index event_out_of_queue on event (queue_before, at);

create table witness (
    report_id bigint not null references report (id),
    rider_id bigint not null references rider (id),
    at bigint not null,
    primary key (report_id, rider_id)
) ;

create index witness_of_rider on witness (rider_id, report_id);

-- What a rider earned on a day, in one row: two transactions that both award the same rider meet here.
create table ledger_day (
    rider_id bigint not null,
    day text not null,
    earned bigint not null,
    primary key (rider_id, day)
) ;

create table timer (
    kind text not null,
    key text not null,
    due_at bigint not null,
    fired_at bigint,
    primary key (kind, key)
) ;

create index timer_waiting on timer (due_at) where fired_at is null;

create table queue_chat (
    queue text primary key,
    chat_id bigint not null,
    thread_id bigint,
    linked_at bigint not null
) ;

create index queue_chat_of_chat on queue_chat (chat_id);

create table link_code (
    code text primary key,
    queue text not null,
    expires_at bigint not null,
    used_at bigint
) ;

create table prompt (
    id bigint primary key,
    report_id bigint not null,
    queue text not null,
    action text not null,
    chat_id bigint not null,
    thread_id bigint,
    user_id bigint not null,
    user_name text not null,
    reply_to bigint not null,
    words text not null,
    photo_ids text not null,
    stage text not null,
    asked_at bigint not null,
    expires_at bigint not null
) ;

create index prompt_open on prompt (chat_id, user_id) where stage = 'open';

create table told_week (
    scope text not null,
    week text not null,
    at bigint not null,
    primary key (scope, week)
) ;

create table live_message (
    chat_id bigint not null,
    message_id bigint not null,
    key text not null,
    report_id bigint,
    draft_id bigint,
    shape text not null,
    face text not null,
    live bigint not null,
    put_at bigint not null,
    primary key (chat_id, message_id)
) ;

create unique index live_message_of_key on live_message (key) where live = 1;

create table chat_hold (
    chat_id bigint primary key,
    until bigint not null
) ;

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

create index live_message_pictures on live_message (report_id) where shape = 'photo';

-- The latest place of each rider's live location, and the other position of a draft whose positions disagree.

create table live_place (
    rider_id bigint primary key references rider (id),
    message_id bigint not null,
    position text not null,
    at bigint not null,
    until bigint not null
) ;

create index live_place_at on live_place (at);

alter table draft add column rival text;
alter table draft add column place_chosen bigint not null default 0;

-- Led by the cell, so that all categories of a spot stand together; "open" stands in it as well, so that SQLite takes it
-- for covering.
drop index report_near;
create index report_near on report (cell, submitted_at, category, lat, lng, rider_id, id, open) where open = 1;

-- hashes: what a photo looks like, 32 hexadecimal digits for each; see domain/likeness.py.
create table fingerprint (
    photo_id bigint primary key references photo (id),
    hashes text not null
) ;

-- By which a fingerprint is found. No reference to the photo: checking it would need an index of its own.
create table fingerprint_key (
    key bigint not null,
    photo_id bigint not null,
    primary key (key, photo_id)
) ;

-- A photo and one that was there before it and shows the same picture.
create table alike (
    photo_id bigint not null references photo (id),
    other_id bigint not null,
    distance bigint not null,
    primary key (photo_id, other_id)
) ;

create index alike_other on alike (other_id);

-- Answers of geocoders: by the words asked for, as a hash, or by the cell asked about. No rider is named.

create table geocode (
    key text primary key,
    name text not null,
    position text,
    asked_at bigint not null
) ;

-- What a district learned of repeats, as counts of signs; and which reports near by a draft shows, and which its rider
-- declined.

create table repeat_tally (
    trait text not null,
    value text not null,
    other text not null,
    chances bigint not null,
    repeats bigint not null,
    primary key (trait, value, other)
) ;

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
    report_id bigint not null unique,
    primary key (source, key)
) ;

insert into schema_migration (version, name, checksum) values
(1,'reports','f7621215585cd2b12c8072caf4a50af3aad88932118d3333354b7600d02fc5c2'),
(2,'lines','39bb565108d07ed4c6a080ce42b31a5ce941d52f30936a3d91c652580c51cf87'),
(3,'pictures','8b21b0893c94bfe5131834bea4ab5781e13ce5fee0bbee044361e77029dd540a'),
(4,'live_places','bafc5e01a21bd83d2a81556683d4a41f2288d37cf40250076a76d82e772152a2'),
(5,'alike','eec774d7594f11d4d9d0151aa19c33c7973ec159ceb9c9994128bbda300df473'),
(6,'geocode','b3fd385f8281f75ba213376d4ab72a4598dfb26998caa421397bed9bea4c7b4c'),
(7,'repeats','3690b8a0ca46b5b6a6f49ec05dd974c07e54cef81eb3db176ef3615b91bd99aa'),
(8,'imported','c61bce89217e5b220e140046318a251c395d796c5019106310db0f6ad3492f57');

alter table process alter column id set generated by default;

alter table inbox alter column seq set generated by default;

alter table outbox alter column seq set generated by default;

alter table ledger alter column seq set generated by default;
