-- Who of a queue's staff acted last, to whom a ticket may be handed over.
create index event_of_staff on event (queue, at) where actor_kind = 'staff';
