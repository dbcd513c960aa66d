-- name: add_clip
-- A cleaned voice message or video.
insert into clip (
    id, draft_id, report_id, kind, message_id, object_key, mime, seconds, width, height, added_at, rider_id,
    by_staff
) values (
    :id, :draft_id, :report_id, :kind, :message_id, :object_key, :mime, :seconds, :width, :height, :added_at, :rider_id,
    :by_staff
);

-- name: clip_by_id
-- One of them.
select * from clip where id = :id;

-- name: clips_of_report
-- What riders sent, in order of arrival.
select * from clip where report_id = :report_id and by_staff = 0 order by id;

-- name: clips_of_rider
-- What a rider sent.
select * from clip where rider_id = :rider_id order by id;

-- name: give_clip
-- A staff member's clip belongs to the report now.
update clip set report_id = :report_id where id = :id;

-- name: attach_clips
-- A draft became or joined a report.
update clip set report_id = :report_id where draft_id = :draft_id and report_id is null;

-- name: move_clip
-- It belongs to another draft, or to none: then it goes with what was abandoned.
update clip set draft_id = :draft_id where id = :id;

-- name: move_still
-- The picture of a video goes where that goes.
update photo set draft_id = :draft_id where clip_id = :id and report_id is null;

-- name: abandoned_clips
-- Clips that became nothing: of drafts that ended or joined without evidence, and those that were taken out.
select c.* from clip c left join draft d on d.id = c.draft_id
where c.report_id is null and (
    (c.draft_id is null and c.added_at < :before
        and (select l.id from appeal_line l where l.clip_id = c.id limit 1) is null)
    or (d.stage in ('cancelled', 'expired', 'joined') and d.touched_at < :before)
)
order by c.id
limit :limit;

-- name: clips_of_closed_reports
-- Clips that go once their case is closed.
select c.* from report r cross join clip c
where r.closed_at is not null and r.closed_at >= :since and r.category = :category and c.report_id = r.id
limit :limit;

-- name: clips_of_forgotten
-- Clips of riders who have left.
select c.* from rider r cross join clip c
where r.forgotten_at >= :since and c.rider_id = r.id
limit :limit;

-- name: clips_of_old_reports
-- Clips of cases that were closed long ago, and whose words have not gone yet.
select c.* from report r cross join clip c
where r.closed_at is not null and r.words_gone = 0 and r.closed_at < :before and c.report_id = r.id
limit :limit;

-- name: remove_clip
-- Delete a row; its key tells which bytes may go.
delete from clip where id = :id returning object_key;
