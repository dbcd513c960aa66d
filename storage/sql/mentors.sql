-- name: mentor_code_of
-- A rider's own.
select code from mentor_code where rider_id = :rider_id;

-- name: mentor_of_code
-- Whose invite it is.
select rider_id from mentor_code where code = :code;

-- name: add_mentor_code
-- Once for a rider.
insert into mentor_code (code, rider_id) values (:code, :rider_id);

-- name: mentoring_of
-- By whose invite a newcomer came.
select * from mentoring where newcomer_id = :newcomer_id;

-- name: mentorings_by
-- Who came by a rider's invite, the newest first.
select * from mentoring where mentor_id = :mentor_id order by number desc;

-- name: add_mentoring
-- Once for a newcomer; two at once have the same number, and one of them is run again.
insert into mentoring (newcomer_id, mentor_id, number, at, credited_at)
values (:newcomer_id, :mentor_id, :number, :at, :credited_at);

-- name: credit_mentoring
-- Once.
update mentoring set credited_at = :at where newcomer_id = :newcomer_id and credited_at is null;

-- name: drop_mentor_code
-- Of who leaves.
delete from mentor_code where rider_id = :rider_id;

-- name: drop_mentorings
-- Whoever leaves is nobody's mentor, and nobody's newcomer; who has earned points stays, so that a month counts them.
delete from mentoring where mentor_id = :rider_id or (newcomer_id = :rider_id and credited_at is null);
