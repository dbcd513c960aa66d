-- When something is due that waits for its time, without reading all that waits.
create index outbox_later on outbox (not_before) where state = 'waiting' and not_before > 0;
create index chat_hold_until on chat_hold (until);
