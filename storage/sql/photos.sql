-- name: add_photo
-- A cleaned photo.
insert into photo (
    id, draft_id, report_id, role, message_id, object_key, format, width, height, orientation, shown_key, file_id,
    added_at, rider_id, clip_id
) values (
    :id, :draft_id, :report_id, :role, :message_id, :object_key, :format, :width, :height, :orientation, :shown_key,
    :file_id, :added_at, :rider_id, :clip_id
);

-- name: photos_of_draft
-- In order of arrival, each with whether another photo shows its picture.
select p.*, case when (select s.photo_id from same_photo s where s.photo_id = p.id limit 1) is not null
    or (select s.photo_id from same_photo s where s.other_id = p.id limit 1) is not null
    or (select o.id from photo o where o.object_key = p.object_key and o.id <> p.id limit 1) is not null
    then 1 else 0 end as shared
from photo p where p.draft_id = :owner_id order by p.id;

-- name: photos_of_report
-- In order of arrival, each with whether another photo shows its picture.
select p.*, case when (select s.photo_id from same_photo s where s.photo_id = p.id limit 1) is not null
    or (select s.photo_id from same_photo s where s.other_id = p.id limit 1) is not null
    or (select o.id from photo o where o.object_key = p.object_key and o.id <> p.id limit 1) is not null
    then 1 else 0 end as shared
from photo p where p.report_id = :owner_id order by p.id;

-- name: attach_photos
-- A draft became or joined a report.
update photo set report_id = :report_id where draft_id = :draft_id and report_id is null;

-- name: detach_photo
-- Its rider took it out of the draft; it goes with what was abandoned.
update photo set draft_id = null where id = :id;

-- name: move_photo
-- It belongs to another draft.
update photo set draft_id = :draft_id where id = :id;

-- name: photo_of_message
-- A photo, if it came in this message.
select * from photo where id = :id and message_id = :message_id;

-- name: photo_by_id
-- One photo.
select * from photo where id = :id;

-- name: give_photo
-- A staff member's photo belongs to the report now.
update photo set report_id = :report_id, role = :role where id = :id;

-- name: remember_shown
-- The upright copy was made.
update photo set shown_key = :shown_key where id = :id;

-- name: abandoned_photos
-- Photos that became nothing: of drafts that ended or joined without evidence, of replies to a card whose question nobody answered, and
-- of wishes that are gone.
select p.* from photo p left join draft d on d.id = p.draft_id
where p.report_id is null and (
    (
        p.draft_id is null and p.role <> 'sighting' and p.added_at < :before
        and not exists (select 1 from missing_person m where m.photo_id = p.id)
        and (select l.id from appeal_line l where l.photo_id = p.id limit 1) is null
        and not exists (select 1 from wish w where w.photo_id = p.id)
        and not exists (select 1 from wish w where w.done_photo_id = p.id)
    )
    or (d.stage in ('cancelled', 'expired', 'joined', 'merged') and d.touched_at < :before)
)
order by p.id
limit :limit;

-- name: photos_of_closed_reports
-- Photos that go once their case is closed.
select p.* from report r cross join photo p
where r.closed_at is not null and r.closed_at >= :since and r.category = :category and p.report_id = r.id
limit :limit;

-- name: photos_of_forgotten
-- Photos of riders who have left.
select p.* from rider r cross join photo p
where r.forgotten_at >= :since and p.rider_id = r.id
limit :limit;

-- name: photos_of_rider
-- What a rider sent.
select * from photo where rider_id = :rider_id order by id;

-- name: photos_of_old_reports
-- Photos of cases that were closed long ago, and whose words have not gone yet.
select p.* from report r cross join photo p
where r.closed_at is not null and r.words_gone = 0 and r.closed_at < :before and p.report_id = r.id
limit :limit;

-- name: remove_photo
-- Delete a row; its keys tell which bytes may go.
delete from photo where id = :id returning object_key, shown_key;

-- name: object_in_use
-- Whether any photo or clip still lies under this key.
select 1 as found from photo where object_key = :object_key
union all
select 1 as found from photo where shown_key = :object_key
union all
select 1 as found from clip where object_key = :object_key
limit 1;
