-- Photos' bytes that no row names yet or any more: holders counts who is about to name them, and from due_at on they go
-- unless a row names them. They are being deleted until taken_until, and nobody may store them again before.
create table loose_object (
    object_key text primary key,
    holders {{int64}} not null,
    due_at {{int64}} not null,
    taken_until {{int64}} not null
) {{strict}};

create index loose_object_due on loose_object (due_at);
