-- The host that writes recordings down by the terms that a rider agreed to.

alter table rider add column voices_to text not null default '';
