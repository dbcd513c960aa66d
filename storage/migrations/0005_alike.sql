-- Led by the cell, so that all categories of a spot stand together; "open" stands in it as well, so that SQLite takes it
-- for covering.
drop index report_near;
create index report_near on report (cell, submitted_at, category, lat, lng, rider_id, id, open) where open = 1;

-- hashes: what a photo looks like, 32 hexadecimal digits for each; see domain/likeness.py.
create table fingerprint (
    photo_id {{int64}} primary key references photo (id),
    hashes text not null
) {{strict}};

-- By which a fingerprint is found. No reference to the photo: checking it would need an index of its own.
create table fingerprint_key (
    key {{int64}} not null,
    photo_id {{int64}} not null,
    primary key (key, photo_id)
) {{strict}};

-- A photo and one that was there before it and shows the same picture.
create table alike (
    photo_id {{int64}} not null references photo (id),
    other_id {{int64}} not null,
    distance {{int64}} not null,
    primary key (photo_id, other_id)
) {{strict}};

create index alike_other on alike (other_id);
