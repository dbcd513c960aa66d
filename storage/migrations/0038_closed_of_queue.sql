-- What a queue has closed of late, by category and community.
create index report_closed_of_queue on report (queue, closed_at, id, category, community) where closed_at is not null;
