-- name: lock_migrations
-- Two processes that start at once migrate one after the other.
select pg_advisory_xact_lock(:room, 0);

-- name: go_alone
-- Before the snapshot of a second attempt: waits for those who count up a month, where most transactions meet, and
-- keeps others from it.
lock table month_counter in share row exclusive mode;

-- name: hold_presence
-- Held by the session of a process as long as it lives; the server frees it at once when the process is killed.
select pg_advisory_lock(:room, cast(:process as integer));

-- name: present_processes
-- Which processes hold their lock of presence in this database.
select objid as process
from pg_locks
where locktype = 'advisory' and granted and objsubid = 2 and classid = cast(:room as bigint)
  and database = (select oid from pg_database where datname = current_database());

-- name: hold_role
-- Waits until no other process has this role; held by the session.
select pg_advisory_lock(:room, :role);

-- name: notify
-- Wakes the loops of the other processes.
select pg_notify(:channel, :payload);

-- name: server_time
-- The server's clock, to the microsecond.
select cast(clock_timestamp() as text) as now;

-- name: older_transaction
-- Whether a transaction is under way that began before.
select 1 as found from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
  and xact_start <= cast(cast(:before as text) as timestamptz)
limit 1;

-- name: take_stop_mark
-- Whether the database is the one that was left: a restored copy has this row from another transaction, or has another
-- number.
delete from stop_mark
returning witness = (
    select oid::text from pg_database where datname = current_database()
) || '/' || stop_mark.xmin::text as untouched;

-- name: leave_stop_mark
-- The last process stops in good order.
insert into stop_mark (witness)
select oid::text || '/' || pg_current_xact_id()::xid::text from pg_database where datname = current_database();
