-- Whom a rider said to see, and until when what they send belongs to that.
alter table rider add column seen_of {{int64}};
alter table rider add column seen_until {{int64}};

-- What riders saw of missing persons.
create table sighting (
    id {{int64}} primary key,
    missing_id {{int64}} not null references missing_person (id),
    rider_id {{int64}} not null references rider (id),
    rider_number {{int64}} not null,
    number {{int64}} not null,
    message_id {{int64}} not null,
    words text not null,
    photo_ids text not null,
    position text,
    photo_position text,
    photo_taken_at {{int64}},
    at {{int64}} not null,
    sent_at {{int64}},
    unique (missing_id, rider_id, number)
) {{strict}};
create index sighting_rider_number on sighting (missing_id, rider_number);
create index sighting_of_rider on sighting (rider_id);
