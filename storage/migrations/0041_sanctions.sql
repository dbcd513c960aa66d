-- What supervisors did against a rider, act by act. It outlives the rider's own data, so it refers to no row: `person` is
-- a keyed hash by which whoever comes back is known while it lasts, and who comes back has an act of the same beginning. A rider's row says what is in force.
create table sanction (
    id {{int64}} primary key,
    begun_id {{int64}} not null,
    rider_id {{int64}} not null,
    person text not null,
    kind text not null,
    reason text,
    at {{int64}} not null,
    until {{int64}},
    report_id {{int64}} not null,
    by_id {{int64}} not null,
    by_name text not null
) {{strict}};

create index sanction_begun on sanction (begun_id);
create index sanction_of_rider on sanction (rider_id, id);
create index sanction_of_person on sanction (person, id) where person <> '';

alter table rider add column barred text;
alter table rider add column barred_for text;
alter table rider add column barred_until {{int64}};
