-- Small wishes of riders: who asked, who has taken it, and where it stands.
create table wish (
    id {{int64}} primary key,
    rider_id {{int64}} not null references rider (id),
    queue text not null,
    at {{int64}} not null,
    stage text not null,
    month text not null,
    serial {{int64}} not null,
    words text not null,
    photo_id {{int64}},
    by_when text not null,
    asked_at {{int64}},
    due_at {{int64}} not null,
    adopter text,
    adopter_id {{int64}},
    adopter_ref text not null,
    adopted_at {{int64}},
    heard_at {{int64}},
    done_words text not null,
    done_photo_id {{int64}},
    thanks text not null,
    declined_for text,
    asker_contact text not null,
    adopter_contact text not null,
    closed_at {{int64}}
) {{strict}};
create unique index wish_number on wish (month, serial) where serial > 0;
create index wish_of_rider on wish (rider_id, id);
create index wish_taken on wish (adopter_id, id) where adopter_id is not null;
create index wish_listed on wish (due_at, id) where stage = 'listed';
create index wish_running on wish (queue, at, id) where stage in ('asked', 'listed', 'adopted');
create index wish_begun on wish (at) where stage = 'draft';
create index wish_closed on wish (closed_at) where closed_at is not null;
create index wish_photo on wish (photo_id) where photo_id is not null;
create index wish_done_photo on wish (done_photo_id) where done_photo_id is not null;

-- How many wishes were sent in a month, so that no number is given twice.
create table wish_counter (
    month text primary key,
    last {{int64}} not null
) {{strict}};

-- What a rider replied about a wish: an edit of it is heard, and changes nothing.
alter table heard add column wish_id {{int64}};
