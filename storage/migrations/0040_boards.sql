-- The places that have a board, and thread_id 0 is the whole chat. Its message waits in the outbox behind all others.
create table board (
    chat_id {{int64}} not null,
    thread_id {{int64}} not null,
    primary key (chat_id, thread_id)
) {{strict}};

create index outbox_boards on outbox (not_before) where state = 'waiting' and rank = 7;
