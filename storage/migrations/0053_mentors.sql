-- The code of each rider's own invite.
create table mentor_code (
    code text primary key,
    rider_id {{int64}} not null unique references rider (id)
) {{strict}};

-- Who came by whose invite; the number is by which a mentor knows them. Credited once, when their first report is confirmed.
create table mentoring (
    newcomer_id {{int64}} primary key references rider (id),
    mentor_id {{int64}} not null references rider (id),
    number {{int64}} not null,
    at {{int64}} not null,
    credited_at {{int64}},
    unique (mentor_id, number)
) {{strict}};
