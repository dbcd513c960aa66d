-- A rider may have several drafts open. Each knows when its last message was sent, when the location key was shown for it,
-- and what joined it last; a message is found by its album. What was put aside for a danger is open again. The location key
-- is one for its rider.

alter table draft add column heard_at {{int64}} not null default 0;
alter table draft add column place_asked_at {{int64}};
alter table draft add column joined text not null default '[]';
update draft set heard_at = touched_at where stage in ('open', 'waiting', 'aside');
update draft set stage = 'open' where stage = 'aside';
drop index draft_at_hand;
drop index draft_aside;
create index draft_unfinished on draft (rider_id, opened_at) where stage in ('open', 'waiting', 'aside');
create unique index draft_one_waiting on draft (rider_id) where stage = 'waiting';

alter table heard add column album text not null default '';
create index heard_of_album on heard (chat_id, album) where album <> '';

update draft set place_asked_at = touched_at where stage = 'open' and (
    id in (select draft_id from live_message where live = 1 and key like 'location:%')
    or rider_id in (
        select rider.id from rider join outbox on outbox.chat_id = rider.chat_id
        where outbox.state = 'waiting' and outbox.key like 'location:%'
    )
);
update live_message set key = (
    select 'location:' || draft.rider_id from draft where draft.id = live_message.draft_id
) where live = 1 and key like 'location:%' and draft_id in (select id from draft where stage = 'open');
update outbox set key = (
    select 'location:' || rider.id from rider where rider.chat_id = outbox.chat_id
) where state = 'waiting' and key like 'location:%';
