-- Which danger to life a draft or a report is of. What came along with such words waits for its rider's key, beside the draft
-- that is open, and a draft that must make way for it is put aside.
alter table draft add column danger text;
alter table report add column danger text;
drop index draft_one_open;
create unique index draft_at_hand on draft (rider_id, stage) where stage in ('open', 'waiting');
create index draft_aside on draft (rider_id, touched_at) where stage = 'aside';
