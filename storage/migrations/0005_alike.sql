-- Led by the cell, so that all categories of a spot stand together; "open" stands in it as well, so that SQLite takes it
-- for covering.
drop index report_near;
create index report_near on report (cell, submitted_at, category, lat, lng, rider_id, id, open) where open = 1;
