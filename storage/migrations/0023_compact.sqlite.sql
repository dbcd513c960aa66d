-- What is found by its key alone lies in the key, not beside it: a table without rowids takes half the room.

create table photo_hash_key_now (
    key integer not null,
    photo_id integer not null,
    primary key (key, photo_id)
) strict, without rowid;
insert into photo_hash_key_now (key, photo_id) select key, photo_id from photo_hash_key order by key, photo_id;
drop table photo_hash_key;
alter table photo_hash_key_now rename to photo_hash_key;

create table timer_now (
    kind text not null,
    key text not null,
    due_at integer not null,
    fired_at integer,
    primary key (kind, key)
) strict, without rowid;
insert into timer_now (kind, key, due_at, fired_at) select kind, key, due_at, fired_at from timer order by kind, key;
drop table timer;
alter table timer_now rename to timer;
create index timer_waiting on timer (due_at) where fired_at is null;
create index timer_fired on timer (fired_at) where fired_at is not null;

create table ledger_day_now (
    rider_id integer not null,
    day text not null,
    earned integer not null,
    primary key (rider_id, day)
) strict, without rowid;
insert into ledger_day_now (rider_id, day, earned) select rider_id, day, earned from ledger_day order by rider_id, day;
drop table ledger_day;
alter table ledger_day_now rename to ledger_day;

-- An event's id is its rowid, which ends each entry of an index anyhow.
drop index event_of_report;
create index event_of_report on event (report_id, at);

-- Most photos of closed reports were never made into a copy, or have lost it.
drop index photo_shown;
create index photo_shown on photo (shown_key) where shown_key is not null;
