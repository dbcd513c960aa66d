-- name: activity_by_id
-- One activity.
select * from activity where id = :id;

-- name: save_activity
-- Insert it, or keep what it is now.
insert into activity (
    id, queue, kind, state, zh, en, note, starts_at, ends_at, station, place, lat, lng, community, seats, languages,
    badge, points, calls, revision, door, at, staff_id, off_reason, off_words, called_at
)
values (
    :id, :queue, :kind, :state, :zh, :en, :note, :starts_at, :ends_at, :station, :place, :lat, :lng, :community,
    :seats, :languages, :badge, :points, :calls, :revision, :door, :at, :staff_id, :off_reason, :off_words,
    :called_at
)
on conflict (id) do update set
    queue = excluded.queue,
    kind = excluded.kind,
    state = excluded.state,
    zh = excluded.zh,
    en = excluded.en,
    note = excluded.note,
    starts_at = excluded.starts_at,
    ends_at = excluded.ends_at,
    station = excluded.station,
    place = excluded.place,
    lat = excluded.lat,
    lng = excluded.lng,
    community = excluded.community,
    seats = excluded.seats,
    languages = excluded.languages,
    badge = excluded.badge,
    points = excluded.points,
    calls = excluded.calls,
    revision = excluded.revision,
    door = excluded.door,
    at = excluded.at,
    off_reason = excluded.off_reason,
    off_words = excluded.off_words,
    called_at = excluded.called_at;

-- name: remove_draft_activity
-- Nobody has seen it.
delete from activity where id = :id and state = 'draft';

-- name: meet_at_activity
-- Whoever gives or frees a seat meets the others here.
update activity set turn = turn + 1 where id = :id;

-- name: activities_to_come
-- A page of those that riders can still come to, the next one first.
select * from activity
where state = 'open' and ends_at > :now
    and (starts_at, id) > (
        coalesce((select starts_at from activity last where last.id = :after_id), 0), cast(:after_id as {{int64}})
    )
order by starts_at, id
limit :limit;

-- name: activities_of_queues
-- What queues hold or prepare; drafts without a time go last.
select * from activity
where queue in (select k.key from json_each(:queues) k) and (ends_at > :since or ends_at = 0)
order by case when starts_at = 0 then 1 else 0 end, starts_at, id
limit :limit offset :offset;

-- name: queues_of_activities
-- Who holds or prepares something.
select distinct queue from activity where ends_at > :since or ends_at = 0 order by queue;

-- name: activities_ending
-- What a queue held or holds in some weeks, with how many had a seat and came.
select
    activity.*,
    (
        select count(*) from sign_up s
        where s.activity_id = activity.id and s.state in ('signed_up', 'came', 'no_show')
    ) as signed_up,
    (select count(*) from sign_up s where s.activity_id = activity.id and s.state = 'came') as came
from activity
where queue = :queue and ends_at >= :since and ends_at < :until and state <> 'draft'
order by starts_at, id;

-- name: activities_behind
-- A page of all there are.
select * from activity where id > :id order by id limit :limit;

-- name: sign_up_of
-- What a rider has to do with an activity.
select * from sign_up where activity_id = :activity_id and rider_id = :rider_id;

-- name: sign_up_numbered
-- By the number that staff know.
select * from sign_up where activity_id = :activity_id and number = :number;

-- name: activities_of_rider
-- What a rider signed up for, the next one first.
select
    activity.*, sign_up.id as own_id, sign_up.state as own_state, sign_up.at as own_at, sign_up.activity_id,
    sign_up.rider_id, sign_up.number, sign_up.came_at, sign_up.came_by, sign_up.again
from sign_up join activity on activity.id = sign_up.activity_id
where sign_up.rider_id = :rider_id and activity.ends_at > :since
order by activity.starts_at, activity.id;

-- name: save_sign_up
-- Insert it, or keep what has become of it.
insert into sign_up (id, activity_id, rider_id, number, state, at, came_at, came_by, again)
values (:id, :activity_id, :rider_id, :number, :state, :at, :came_at, :came_by, :again)
on conflict (id) do update set
    state = excluded.state,
    at = excluded.at,
    came_at = excluded.came_at,
    came_by = excluded.came_by,
    again = excluded.again;

-- name: last_number_of_activity
-- The highest number given so far.
select max(number) as number from sign_up where activity_id = :activity_id;

-- name: count_sign_ups
-- How many riders of an activity are in each state.
select state, count(*) as riders from sign_up where activity_id = :activity_id group by state;

-- name: count_came_again
-- How many of an activity's riders checked in more than once.
select count(*) as riders from sign_up where activity_id = :activity_id and again > 0;

-- name: sign_ups_after
-- A page of an activity's riders, by number.
select * from sign_up
where activity_id = :activity_id and number > :after and state in (select k.key from json_each(:states) k)
order by number
limit :limit;

-- name: count_waiting_before
-- How many move up before somebody.
select count(*) as riders from sign_up
where activity_id = :activity_id and state = 'waiting' and (at, id) < (cast(:at as {{int64}}), cast(:id as {{int64}}));

-- name: note_no_shows
-- Once it is over.
update sign_up set state = 'no_show' where activity_id = :activity_id and state = 'signed_up';

-- name: first_waiting
-- Who moves up next.
select * from sign_up where activity_id = :activity_id and state = 'waiting' order by at, id limit 1;
