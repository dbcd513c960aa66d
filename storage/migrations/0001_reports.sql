-- Riders, drafts, reports and all that hangs on them.

create table rider (
    id {{int64}} primary key,
    chat_id {{int64}} not null unique,
    language text,
    consent {{int64}} not null,
    muted {{int64}} not null,
    reachable {{int64}} not null,
    last_place text,
    last_place_at {{int64}},
    created_at {{int64}} not null
) {{strict}};

create index rider_digest on rider (id) where reachable = 1 and muted = 0;

create table draft (
    id {{int64}} primary key,
    rider_id {{int64}} not null references rider (id),
    version {{int64}} not null,
    stage text not null,
    menu text not null,
    category text,
    category_chosen {{int64}} not null,
    guesses text not null,
    note_parts text not null,
    position text,
    position_confirmed {{int64}} not null,
    community text,
    near {{int64}},
    near_different {{int64}} not null,
    last_message_id {{int64}} not null,
    report_id {{int64}},
    opened_at {{int64}} not null,
    touched_at {{int64}} not null
) {{strict}};

create unique index draft_one_open on draft (rider_id) where stage = 'open';
create index draft_touched on draft (stage, touched_at);

-- Not strict: SQLite's strict tables don't know "double precision", which PostgreSQL needs for eight bytes.
create table report (
    id {{int64}} primary key,
    prefix text not null,
    month text not null,
    serial {{int64}} not null,
    rider_id {{int64}} not null references rider (id),
    version {{int64}} not null,
    status text not null,
    open {{int64}} not null,
    category text not null,
    note text not null,
    lat double precision not null,
    lng double precision not null,
    cell {{int64}} not null,
    datum text not null,
    source text not null,
    accuracy_m double precision,
    taken_at {{int64}},
    community text,
    queue text not null,
    route_reason text not null,
    urgent {{int64}} not null,
    submitted_at {{int64}} not null,
    respond_by {{int64}},
    due_at {{int64}},
    overdue_at {{int64}},
    accepted_at {{int64}},
    resolved_at {{int64}},
    closed_at {{int64}},
    holder text not null,
    hold_until {{int64}},
    card_menu text not null,
    witnesses {{int64}} not null,
    reopenings {{int64}} not null,
    outcome text not null,
    original {{int64}},
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
    last {{int64}} not null
) {{strict}};

create table photo (
    id {{int64}} primary key,
    draft_id {{int64}} references draft (id),
    report_id {{int64}} references report (id),
    role text not null,
    message_id {{int64}} not null,
    object_key text not null,
    format text not null,
    width {{int64}} not null,
    height {{int64}} not null,
    orientation {{int64}} not null,
    shown_key text,
    file_id text,
    added_at {{int64}} not null
) {{strict}};

create index photo_of_draft on photo (draft_id);
create index photo_of_report on photo (report_id);
create index photo_object on photo (object_key);
create index photo_shown on photo (shown_key);

-- queue_before is the queue in which the ticket stood before the event: an arrival and a departure can be counted
-- from one row.
create table event (
    id {{int64}} primary key,
    report_id {{int64}} not null references report (id),
    at {{int64}} not null,
    action text not null,
    source text not null,
    target text not null,
    actor_kind text not null,
    actor_id {{int64}} not null,
    actor_name text not null,
    words text not null,
    detail text not null,
    queue_before text not null,
    queue text not null
) {{strict}};

create index event_of_report on event (report_id, at, id);
create index event_of_queue on event (queue, at);
create index event_out_of_queue on event (queue_before, at);

create table witness (
    report_id {{int64}} not null references report (id),
    rider_id {{int64}} not null references rider (id),
    at {{int64}} not null,
    primary key (report_id, rider_id)
) {{strict}};

create index witness_of_rider on witness (rider_id, report_id);

-- What a rider earned on a day, in one row: two transactions that both award the same rider meet here.
create table ledger_day (
    rider_id {{int64}} not null,
    day text not null,
    earned {{int64}} not null,
    primary key (rider_id, day)
) {{strict}};

create table timer (
    kind text not null,
    key text not null,
    due_at {{int64}} not null,
    fired_at {{int64}},
    primary key (kind, key)
) {{strict}};

create index timer_waiting on timer (due_at) where fired_at is null;

create table queue_chat (
    queue text primary key,
    chat_id {{int64}} not null,
    thread_id {{int64}},
    linked_at {{int64}} not null
) {{strict}};

create index queue_chat_of_chat on queue_chat (chat_id);

create table link_code (
    code text primary key,
    queue text not null,
    expires_at {{int64}} not null,
    used_at {{int64}}
) {{strict}};

create table prompt (
    id {{int64}} primary key,
    report_id {{int64}} not null,
    queue text not null,
    action text not null,
    chat_id {{int64}} not null,
    thread_id {{int64}},
    user_id {{int64}} not null,
    user_name text not null,
    reply_to {{int64}} not null,
    words text not null,
    photo_ids text not null,
    stage text not null,
    asked_at {{int64}} not null,
    expires_at {{int64}} not null
) {{strict}};

create index prompt_open on prompt (chat_id, user_id) where stage = 'open';

create table told_week (
    scope text not null,
    week text not null,
    at {{int64}} not null,
    primary key (scope, week)
) {{strict}};

create table live_message (
    chat_id {{int64}} not null,
    message_id {{int64}} not null,
    key text not null,
    report_id {{int64}},
    draft_id {{int64}},
    shape text not null,
    face text not null,
    live {{int64}} not null,
    put_at {{int64}} not null,
    primary key (chat_id, message_id)
) {{strict}};

create unique index live_message_of_key on live_message (key) where live = 1;

create table chat_hold (
    chat_id {{int64}} primary key,
    until {{int64}} not null
) {{strict}};
