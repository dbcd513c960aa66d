-- name: journal_in_wal
-- Readers go on while the writer writes.
pragma journal_mode = wal;

-- name: sync_each_commit
-- A commit that was answered survives a power cut.
pragma synchronous = full;

-- name: check_references
-- SQLite keeps foreign keys only where it is told to.
pragma foreign_keys = on;

-- name: wait_when_busy
-- The command line may write while the bot runs: wait five seconds for the other's commit.
pragma busy_timeout = 5000;

-- name: refuse_writes
-- A reader that writes is a mistake in the program.
pragma query_only = on;

-- name: begin_write
-- Takes the write lock at once, so that no transaction has to start over half-way.
begin immediate;

-- name: begin_read
-- One snapshot for all that a reader asks.
begin;

-- name: open_savepoint
-- One transaction function among those that share a commit.
savepoint work;

-- name: keep_savepoint
-- It came to its end.
release savepoint work;

-- name: undo_savepoint
-- It failed: its changes alone are undone.
rollback to savepoint work;

-- name: commit
-- All that was kept is on disk after this.
commit;

-- name: rollback
-- Nothing of it happened.
rollback;

-- name: damage
-- What is broken in the file itself; "ok" if nothing is.
pragma quick_check(20);

-- name: found_reports
-- What has these words, the newest first, a page at a time; see `domain.language.finding.query`.
with page (id) as (
    select rowid from report_words where report_words match :wanted order by rowid desc limit :limit offset :offset
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
insert into report_words (rowid, words) values (:report_id, :words);

-- name: drop_words
-- It is found no more.
delete from report_words where rowid = :report_id;

-- name: drop_words_of_rider
-- What they wrote is found no more, until it is indexed as it is then.
delete from report_words where rowid in (
    select event.report_id from event where event.actor_kind = 'rider' and event.actor_id = :rider_id
);
