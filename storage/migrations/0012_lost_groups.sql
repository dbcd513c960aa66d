-- A queue whose group was lost has none, until the bot is back in it or another is linked.
alter table queue_chat add column lost_at {{int64}};
