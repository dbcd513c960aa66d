-- name: board_acts
-- What each rider did in a span while they were in a team, as their reports stood at its end.
with act (rider_id, at, reports, fixed, checks) as (
    select made.rider_id, made.submitted_at, 1,
        case when made.state in ('resolved', 'confirmed', 'closed_unconfirmed') then 1 else 0 end, 0
    from (
        select r.rider_id, r.submitted_at, (
            select e.target from event e
            where e.report_id = r.id and e.at < :end
            order by e.at desc, e.id desc limit 1
        ) as state
        from report r where r.submitted_at >= :start and r.submitted_at < :end
    ) made
    where made.state not in ('withdrawn', 'rejected', 'duplicate')
    union all
    select l.rider_id, l.at, 0, 0, 1 from ledger l
    where l.at >= :start and l.at < :end and l.merit in ('answered', 'checked') and l.points > 0
)
select stay.id as stay_id, stay.rider_id, stay.team, team.company,
    case when stay.on_board = 1 and stay.until is null then 1 else 0 end as shows,
    cast(sum(act.reports) as {{int64}}) as reports, cast(sum(act.fixed) as {{int64}}) as fixed,
    cast(sum(act.checks) as {{int64}}) as checks
from act
join stay on stay.rider_id = act.rider_id and stay.since <= act.at and (stay.until is null or stay.until > act.at)
join team on team.id = stay.team
group by stay.id, team.company;

-- name: board_week
-- Until which week boards were counted.
select week from board_week;

-- name: drop_board_week
-- Before another.
delete from board_week;

-- name: save_board_week
-- One alone.
insert into board_week (week) values (:week);

-- name: drop_board_places
-- Before those of another week.
delete from board_place;

-- name: save_board_place
-- One of them.
insert into board_place (board, measure, id, place, figure) values (:board, :measure, :id, :place, :figure);

-- name: drop_board_riders
-- Before those of another week.
delete from board_rider;

-- name: save_board_rider
-- One of them.
insert into board_rider (stay_id, reports, fixed, checks) values (:stay_id, :reports, :fixed, :checks);

-- name: first_places
-- The first ones of a board.
select p.*, coalesce(team.zh, company.zh) as zh, coalesce(team.en, company.en) as en
from board_place p
left join team on p.board = 'team' and team.id = p.id
left join company on p.board = 'company' and company.id = p.id
where p.board = :board and p.measure = :measure
order by p.board, p.measure, p.place, p.id
limit :limit;

-- name: place_of
-- That of one.
select * from board_place where board = :board and measure = :measure and id = :id;

-- name: board_mates
-- The riders of a team who want to be on its board and are not banned.
select stay.*, board_rider.reports, board_rider.fixed, board_rider.checks
from stay
join board_rider on board_rider.stay_id = stay.id
join rider on rider.id = stay.rider_id
where stay.team = :team and stay.until is null and stay.on_board = 1
  and (rider.barred is null or rider.barred <> 'ban' or rider.barred_until <= :now);

-- name: board_standings
-- Of the board of a rider's team, as `board_mates` has it: how many have a place by each measure, and how many of them
-- are before the rider; null where the rider has none. It is what `domain.programme.rankings.ranked` would say.
with own as (
    select stay.team, board_rider.reports, board_rider.fixed, board_rider.checks
    from stay
    join board_rider on board_rider.stay_id = stay.id
    join rider on rider.id = stay.rider_id
    where stay.rider_id = :rider_id and stay.until is null and stay.on_board = 1
      and (rider.barred is null or rider.barred <> 'ban' or rider.barred_until <= :now)
)
select
    cast(sum(case when mate.reports >= :fewest then 1 else 0 end) as {{int64}}) as of_share,
    cast(sum(case when own.reports >= :fewest then
        case when mate.reports >= :fewest and mate.fixed * own.reports > own.fixed * mate.reports then 1 else 0 end
    end) as {{int64}}) as before_share,
    cast(sum(case when mate.checks > 0 then 1 else 0 end) as {{int64}}) as of_checks,
    cast(sum(case when own.checks > 0 then
        case when mate.checks > own.checks then 1 else 0 end
    end) as {{int64}}) as before_checks
from own
join stay on stay.team = own.team and stay.until is null and stay.on_board = 1
join board_rider mate on mate.stay_id = stay.id
join rider on rider.id = stay.rider_id
where rider.barred is null or rider.barred <> 'ban' or rider.barred_until <= :now;

-- name: board_riders_of
-- What is counted of a rider.
select stay.*, board_rider.reports, board_rider.fixed, board_rider.checks
from stay join board_rider on board_rider.stay_id = stay.id
where stay.rider_id = :rider_id;

-- name: erase_board_rider
-- Whoever wants to be on no board, or leaves.
delete from board_rider where stay_id in (select stay.id from stay where stay.rider_id = :rider_id);
