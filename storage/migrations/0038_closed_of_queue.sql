-- What a queue has closed of late, and what it has to do: lists, counts and their filters read no row but those they show.
create index report_closed_of_queue on report (queue, closed_at) where closed_at is not null;
drop index report_of_queue;
create index report_of_queue on report (
    queue, urgent, submitted_at, id, status, due_at, overdue_at, hold_until, resolved_at, holder_id, category, community, source, open
) where open = 1;
