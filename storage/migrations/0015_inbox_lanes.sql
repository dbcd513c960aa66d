-- What an update asks of the network (lane), whose order it keeps (line: its chat's, another of the chat's, or none: 0),
-- since when handling it has failed, and in how many crashes it was in hand.
alter table inbox add column lane text not null default 'words';
alter table inbox add column line {{int64}} not null default 0;
alter table inbox add column failing_since {{int64}} not null default 0;
alter table inbox add column crashes {{int64}} not null default 0;

update inbox set line = chat_id;

drop index inbox_waiting;
drop index inbox_waiting_of_chat;
drop index inbox_one_claimed;

create index inbox_waiting on inbox (lane, seq) where state = 'waiting';
create index inbox_waiting_of_line on inbox (line, seq) where state = 'waiting';
create unique index inbox_one_claimed on inbox (line) where state = 'claimed' and line <> 0;
create index draft_of_rider on draft (rider_id, touched_at);
create index inbox_due on inbox (due_at) where state = 'waiting';
create index inbox_suspected on inbox (seq) where crashes > 0;
