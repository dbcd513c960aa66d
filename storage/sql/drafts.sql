-- name: draft_by_id
-- One draft.
select * from draft where id = :id;

-- name: drafts_unfinished
-- What a rider may still submit, the oldest first.
select * from draft where rider_id = :rider_id and stage in ('open', 'waiting', 'aside') order by opened_at, id;

-- name: drafts_ended_since
-- The drafts that were open when something of the rider's was tried for the first time.
select * from draft
where rider_id = :rider_id and stage not in ('open', 'waiting', 'aside') and touched_at >= :since
order by touched_at, id;

-- name: traces_of_rider
-- Where a rider's messages of some minutes were.
select traces from draft where rider_id = :rider_id and touched_at >= :since;

-- name: add_draft
-- A new draft.
insert into draft (
    id, rider_id, version, stage, menu, category, category_chosen, guesses, note_parts, position,
    position_confirmed, other_position, place_chosen, community, near_shown, near_declined, traces, last_message_id, report_id, opened_at,
    touched_at, danger, seen, heard_at, place_asked_at, joined, clips, station
) values (
    :id, :rider_id, :version, :stage, :menu, :category, :category_chosen, :guesses, :note_parts, :position,
    :position_confirmed, :other_position, :place_chosen, :community, :near_shown, :near_declined, :traces,
    :last_message_id, :report_id, :opened_at, :touched_at, :danger, :seen,
    :heard_at, :place_asked_at, :joined, :clips, :station
);

-- name: save_draft
-- Change a draft that nobody changed meanwhile.
update draft set
    version = version + 1, stage = :stage, menu = :menu, category = :category,
    category_chosen = :category_chosen, guesses = :guesses, note_parts = :note_parts, position = :position,
    position_confirmed = :position_confirmed, other_position = :other_position, place_chosen = :place_chosen,
    community = :community, near_shown = :near_shown, near_declined = :near_declined, traces = :traces,
    last_message_id = :last_message_id, report_id = :report_id, opened_at = :opened_at,
    touched_at = :touched_at, danger = :danger, seen = :seen,
    heard_at = :heard_at, place_asked_at = :place_asked_at, joined = :joined, clips = :clips,
    station = :station
where id = :id and version = :version;
