-- The latest place of each rider's live location, and the other position of a draft whose positions disagree.

create table live_place (
    rider_id {{int64}} primary key references rider (id),
    message_id {{int64}} not null,
    position text not null,
    at {{int64}} not null,
    until {{int64}} not null
) {{strict}};

create index live_place_at on live_place (at);

alter table draft add column rival text;
alter table draft add column place_chosen {{int64}} not null default 0;
