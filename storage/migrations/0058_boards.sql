-- Whether a rider wants to be on the board of their team.
alter table stay add column on_board {{int64}} not null default 0;

-- The week until which boards were counted: one row, once that was done.
create table board_week (
    week text primary key
) {{strict}};

-- The places of teams and companies by each measure; no sum stands in it.
create table board_place (
    board text not null,
    measure text not null,
    id text not null,
    place {{int64}} not null,
    figure {{int64}} not null,
    primary key (board, measure, id)
) {{strict}};
create index board_place_in_order on board_place (board, measure, place, id);

-- What those did who want to be on the board of their team.
create table board_rider (
    stay_id {{int64}} primary key references stay (id),
    reports {{int64}} not null,
    fixed {{int64}} not null,
    checks {{int64}} not null
) {{strict}};
