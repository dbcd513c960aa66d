-- What a district learned of repeats, as counts of signs; and which reports near by a draft shows, and which its rider
-- declined.

create table repeat_tally (
    trait text not null,
    value text not null,
    other text not null,
    chances {{int64}} not null,
    repeats {{int64}} not null,
    primary key (trait, value, other)
) {{strict}};

alter table draft add column near_shown text not null default '[]';
alter table draft add column near_declined text not null default '[]';
update draft set near_shown = '[' || near || ']' where near is not null and near_different = 0;
update draft set near_declined = '[' || near || ']' where near is not null and near_different = 1;
alter table draft drop column near;
alter table draft drop column near_different;
