-- Groups of queues that lack what the bot needs of them, so that supervisors are told once.
create table unfit_chat (
    chat_id {{int64}} primary key,
    lacks text not null
) {{strict}};
