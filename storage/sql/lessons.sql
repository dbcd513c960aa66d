-- name: lesson_attempt
-- The newest of a rider at a lesson.
select id, rider_id, lesson, mark, number, at, answers, done_at, done_in
from lesson_attempt where rider_id = :rider_id and lesson = :lesson;

-- name: lesson_attempts_of_rider
-- The newest at each lesson.
select id, rider_id, lesson, mark, number, at, answers, done_at, done_in
from lesson_attempt where rider_id = :rider_id order by lesson;

-- name: keep_lesson_attempt
-- In place of the one before.
insert into lesson_attempt (id, rider_id, lesson, mark, number, at, answers, done_at, done_in)
values (:id, :rider_id, :lesson, :mark, :number, :at, :answers, :done_at, :done_in)
on conflict (rider_id, lesson) do update set
    id = excluded.id, mark = excluded.mark, number = excluded.number, at = excluded.at, answers = excluded.answers,
    done_at = excluded.done_at, done_in = excluded.done_in;

-- name: erase_lesson_attempts
-- Of who leaves.
delete from lesson_attempt where rider_id = :rider_id;
