-- The fingerprint of the district's files that the open reports follow; the only row has id 1.
create table district_taken (
    id {{int64}} primary key check (id = 1),
    fingerprint text not null,
    at {{int64}} not null
) {{strict}};
