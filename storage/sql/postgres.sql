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

-- name: found_reports
-- What has these words, the newest first, a page at a time; see `domain.language.finding.query`.
with page (id) as (
    select * from find_reports(
        to_tsquery('simple', replace(replace(replace(:wanted, ' AND ', ' & '), ' OR ', ' | '), '*', ':*')),
        :limit, :offset
    )
)
select r.*,
    (select m.chat_id from live_message m where m.key = 'ticket:' || r.id || ':' || r.queue and m.live = 1) as card_chat,
    (select m.message_id from live_message m where m.key = 'ticket:' || r.id || ':' || r.queue and m.live = 1)
        as card_message
from page cross join report r
where r.id = page.id
order by r.id desc;

-- name: keep_words
-- The words by which a report is found.
insert into report_words (report_id, words) values (:report_id, :words);

-- name: drop_words
-- It is found no more.
delete from report_words where report_id = :report_id;

-- name: drop_words_of_rider
-- What they wrote is found no more, until it is indexed as it is then.
delete from report_words where report_id in (
    select event.report_id from event where event.actor_kind = 'rider' and event.actor_id = :rider_id
);
