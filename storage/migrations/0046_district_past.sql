-- What the district's files have said until now, as JSON: number prefix, time zone, and the last names of all they had.
alter table district_taken add column past text not null default '';
