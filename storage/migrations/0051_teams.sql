-- The district's companies and teams. `ended` is a team's last day, '' of one that goes on.
create table company (
    id text primary key,
    zh text not null,
    en text not null
) {{strict}};

create table team (
    id text primary key,
    zh text not null,
    en text not null,
    company text references company (id),
    ended text not null
) {{strict}};

create index team_of_company on team (company) where company is not null;

-- The district's list of riders, under its own codes and without names; `claim` is the code of the personal link.
create table roster (
    code text primary key,
    team text references team (id),
    company text references company (id),
    trade text not null,
    joined text not null,
    claim text not null unique,
    rider_id {{int64}} references rider (id)
) {{strict}};

create index roster_of_rider on roster (rider_id) where rider_id is not null;
create index roster_of_team on roster (team) where team is not null;

-- Who was in which team from when until when; the number is by which the team knows a rider.
create table stay (
    id {{int64}} primary key,
    rider_id {{int64}} not null references rider (id),
    team text not null references team (id),
    number {{int64}} not null,
    since {{int64}} not null,
    until {{int64}},
    nick text not null,
    captain {{int64}} not null,
    hears_captain {{int64}} not null,
    unique (team, number)
) {{strict}};

create unique index stay_open on stay (rider_id) where until is null;
create index stay_of_rider on stay (rider_id, team, since);
create index stay_of_team on stay (team, until, number);
create index stay_to_tell on stay (team, rider_id) where until is null;

create table invite (
    code text primary key,
    team text not null references team (id),
    kind text not null,
    by {{int64}} not null,
    at {{int64}} not null,
    ends_at {{int64}} not null,
    uses {{int64}} not null,
    used {{int64}} not null,
    revoked {{int64}} not null
) {{strict}};

create index invite_of_team on invite (team, ends_at);
create index invite_ends on invite (ends_at);

-- What supervisors or a captain say to one team; '' is to all riders.
alter table announcement add column team text not null default '';
alter table announcement add column captain {{int64}} not null default 0;
