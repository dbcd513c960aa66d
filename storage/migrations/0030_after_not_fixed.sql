-- What a rider was asked as they called a report not fixed: what they send until then needs no reply to belong to it.
alter table rider add column asked_about {{int64}};
alter table rider add column asked_until {{int64}};

-- When it is looked at whether what a message came to may be forgotten: a reply to it counts as long as riders are heard on its
-- report. What was noted before is looked at once it can't be edited any more.
alter table heard add column look_at {{int64}} not null default 0;
drop index heard_at;
create index heard_look_at on heard (look_at);
