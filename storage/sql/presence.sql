-- name: number_process
-- A number for a process that joins, never given to another.
insert into process default values returning id;
