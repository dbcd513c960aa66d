-- Cleaned voice messages and videos of drafts and reports. A draft keeps in mind which it has, so that its card is drawn
-- without reading them; a video's still is a photo that names its clip, and makes way for others.
create table clip (
    id {{int64}} primary key,
    draft_id {{int64}} references draft (id),
    report_id {{int64}} references report (id),
    kind text not null,
    message_id {{int64}} not null,
    object_key text not null,
    mime text not null,
    seconds {{int64}} not null,
    width {{int64}} not null,
    height {{int64}} not null,
    added_at {{int64}} not null,
    rider_id {{int64}}
) {{strict}};

create index clip_of_draft on clip (draft_id);
create index clip_of_report on clip (report_id);
create index clip_object on clip (object_key);
create index clip_of_rider on clip (rider_id);
create index clip_of_nothing on clip (id, report_id) where report_id is null;

alter table draft add column clips text not null default '[]';
alter table photo add column clip_id {{int64}};
create index photo_of_clip on photo (clip_id) where clip_id is not null;
