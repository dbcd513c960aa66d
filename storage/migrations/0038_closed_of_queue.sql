-- What a queue has closed of late.
create index report_closed_of_queue on report (queue, closed_at) where closed_at is not null;
