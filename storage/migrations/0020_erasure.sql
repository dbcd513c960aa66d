-- What is a rider's own can be found, taken out and erased: whose photo each is, and who has left.

alter table rider add column forgotten_at {{int64}};

alter table photo add column rider_id {{int64}};
update photo set rider_id = (select draft.rider_id from draft where draft.id = photo.draft_id) where draft_id is not null;
update photo set rider_id = (select report.rider_id from report where report.id = photo.report_id)
where draft_id is null and role = 'added' and report_id in (select report.id from report where report.witnesses = 0);
create index photo_of_rider on photo (rider_id) where rider_id is not null;

create index event_of_rider on event (actor_id) where actor_kind = 'rider';
create index outbox_of_chat on outbox (chat_id);
create index inbox_of_chat on inbox (chat_id);
