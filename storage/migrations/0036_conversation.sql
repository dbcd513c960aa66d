-- What staff and riders say to each other: voice messages and videos of staff's, kept with the question that asks what
-- they are for, and which action an answer was meant for that came after its question was over.
alter table prompt add column clip_ids text not null default '[]';
alter table prompt add column late_for text not null default '';
alter table clip add column by_staff {{int64}} not null default 0;
