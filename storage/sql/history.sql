-- name: add_nobody
-- Whose reports imported ones are; no use case ever meets this rider.
insert into rider (id, chat_id, language, consent, muted, reachable, last_place, last_place_at, created_at)
values (0, 0, null, 0, 1, 0, null, null, :at)
on conflict (id) do nothing;

-- name: note_imported
-- Once for each record of a source.
insert into imported (source, key, report_id) values (:source, :key, :report_id)
on conflict (source, key) do nothing;

-- name: imported_between
-- Which reports of a span of ids were noted as new.
select report_id from imported where report_id between :first and :last;

-- name: imported_as
-- The report of a record.
select report_id from imported where source = :source and key = :key;

-- name: reserve_serials
-- Count up a month by many.
insert into month_counter (month, last) values (:month, :count)
on conflict (month) do update set last = month_counter.last + excluded.last
returning last;
