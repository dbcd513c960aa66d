-- A chat is served by the best class that waits in it: rank is -1 for urgent tickets, then the classes, removals and digests
-- at the end. A hold is of a chat or of one topic (thread_id 0 is the whole chat), and tells why and since when.

alter table outbox rename column last to rank;

update outbox set rank = case
    when rank < 0 then rank
    when precedence = 6 then 5
    when precedence = 5 then 6
    else precedence
end
where state = 'waiting';

drop index outbox_waiting;
create index outbox_waiting on outbox (rank, seq) where state = 'waiting';
create index outbox_removals on outbox (not_before) where state = 'waiting' and rank = 5;

alter table chat_hold rename to chat_hold_before;
create table chat_hold (
    chat_id {{int64}} not null,
    thread_id {{int64}} not null,
    until {{int64}} not null,
    since {{int64}} not null,
    why text not null,
    primary key (chat_id, thread_id)
) {{strict}};
insert into chat_hold (chat_id, thread_id, until, since, why)
select chat_id, 0, until, 0, 'told' from chat_hold_before;
drop table chat_hold_before;
