-- name: hold_object
-- Somebody is about to store these bytes and to name them; not while they are being deleted.
insert into loose_object (object_key, holders, due_at, taken_until) values (:object_key, 1, :until, 0)
on conflict (object_key) do update set
    holders = case when loose_object.holders < 0 then 1 else loose_object.holders + 1 end,
    due_at = case when loose_object.due_at > excluded.due_at then loose_object.due_at else excluded.due_at end
where loose_object.taken_until <= :now;

-- name: let_go_of_object
-- One holder less; without any, the bytes go at once unless a row names them.
update loose_object set
    holders = case when holders > 0 then holders - 1 else 0 end,
    due_at = case when holders > 1 then due_at else 0 end
where object_key = :object_key
returning holders;

-- name: standing_of_object
-- Whether a row names these bytes; and, where none need name them, whether they are intact (0), or are being deleted or
-- were a short time ago (1).
select
    exists (select 1 from photo where object_key = :object_key)
        or exists (select 1 from photo where shown_key = :object_key)
        or exists (select 1 from clip where object_key = :object_key) as named,
    (
        select case when l.taken_until > 0 then 1 else 0 end from loose_object l where l.object_key = :object_key
    ) as doubtful;

-- name: leave_object
-- No row names these bytes any more. A row that stands is written, too, so that two transactions meet on it.
insert into loose_object (object_key, holders, due_at, taken_until) values (:object_key, 0, :due_at, 0)
on conflict (object_key) do update set
    holders = case when loose_object.holders < 0 then 0 else loose_object.holders end,
    due_at = case
        when loose_object.holders <= 0 and loose_object.due_at > excluded.due_at then excluded.due_at
        else loose_object.due_at
    end;

-- name: due_objects
-- Bytes that may go, unless a row names them after all.
select object_key from loose_object
where due_at <= :now and taken_until <= :now and holders >= 0
order by due_at, object_key
limit :limit;

-- name: take_object
-- From now on these bytes are being deleted.
update loose_object set holders = 0, due_at = :now, taken_until = :until where object_key = :object_key;

-- name: put_off_object
-- They are not deleted now after all.
update loose_object set due_at = :due_at, taken_until = 1 where object_key = :object_key and holders = 0;

-- name: note_gone_object
-- They are gone; that is remembered until nobody can be left who stored them before and has yet to name them.
update loose_object set holders = -1, due_at = :until, taken_until = 1 where object_key = :object_key and holders = 0;

-- name: forget_gone_objects
-- Nobody is left.
delete from loose_object where holders < 0 and due_at <= :now;

-- name: forget_object
-- A row names these bytes.
delete from loose_object where object_key = :object_key;

-- name: spare_object
-- A row names these bytes and nobody else is about to: nothing loose is left.
delete from loose_object where object_key = :object_key and holders = 0;

-- name: named_objects
-- Keys between two that rows name.
select object_key from photo where object_key >= :first and object_key < :beyond
union
select shown_key from photo where shown_key >= :first and shown_key < :beyond
union
select object_key from clip where object_key >= :first and object_key < :beyond;

-- name: loose_objects
-- Keys between two that no row need name: held, or about to go.
select object_key, holders, due_at from loose_object where object_key >= :first and object_key < :beyond;
