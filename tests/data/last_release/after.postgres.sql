alter table process alter column id set generated always;
select setval(pg_get_serial_sequence('process', 'id'), 7);
alter table inbox alter column seq set generated always;
select setval(pg_get_serial_sequence('inbox', 'seq'), 428);
alter table outbox alter column seq set generated always;
select setval(pg_get_serial_sequence('outbox', 'seq'), 773);
alter table ledger alter column seq set generated always;
select setval(pg_get_serial_sequence('ledger', 'seq'), 110);
