-- Calls about missing persons.
create table missing_person (
    id {{int64}} primary key,
    queue text not null,
    state text not null,
    report_id {{int64}},
    photo_id {{int64}},
    description text not null,
    seen_where text not null,
    position text,
    seen_at {{int64}} not null,
    radius_m {{int64}} not null,
    hours {{int64}} not null,
    until {{int64}} not null,
    knight text not null,
    made_by {{int64}} not null,
    made_at {{int64}} not null,
    opened_by {{int64}},
    opened_at {{int64}},
    closed_at {{int64}},
    asked_by {{int64}} not null,
    asked_m {{int64}} not null
) {{strict}};
create index missing_standing on missing_person (queue, id) where state in ('draft', 'open');
create index missing_of_report on missing_person (report_id) where report_id is not null;
create index missing_photo on missing_person (photo_id) where photo_id is not null;

-- Who was told of one, once each.
create table missing_told (
    missing_id {{int64}} not null references missing_person (id),
    rider_id {{int64}} not null references rider (id),
    at {{int64}} not null,
    primary key (missing_id, rider_id)
) {{strict}};
create index missing_told_of_rider on missing_told (rider_id);
