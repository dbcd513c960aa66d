-- name: draft_by_id
-- One draft.
select * from draft where id = :id;

-- name: draft_at_hand
-- The draft that a rider's next photo joins: the open one, else what waits since they told of a danger.
select * from draft where rider_id = :rider_id and stage in ('open', 'waiting') order by stage limit 1;

-- name: waiting_draft
-- What came along when a rider told of a danger.
select * from draft where rider_id = :rider_id and stage = 'waiting' and stage in ('open', 'waiting');

-- name: drafts_aside
-- What made way for a danger, the last one first.
select * from draft where rider_id = :rider_id and stage = 'aside' order by touched_at desc;

-- name: draft_ended_since
-- The draft that was open when something of the rider's was tried for the first time.
select * from draft
where rider_id = :rider_id and stage not in ('open', 'waiting', 'aside') and touched_at >= :since
order by touched_at, id
limit 1;

-- name: add_draft
-- A new draft.
insert into draft (
    id, rider_id, version, stage, menu, category, category_chosen, guesses, note_parts, position,
    position_confirmed, other_position, place_chosen, community, near_shown, near_declined, traces, last_message_id, report_id, opened_at,
    touched_at, danger, seen
) values (
    :id, :rider_id, :version, :stage, :menu, :category, :category_chosen, :guesses, :note_parts, :position,
    :position_confirmed, :other_position, :place_chosen, :community, :near_shown, :near_declined, :traces,
    :last_message_id, :report_id, :opened_at, :touched_at, :danger, :seen
);

-- name: save_draft
-- Change a draft that nobody changed meanwhile.
update draft set
    version = version + 1, stage = :stage, menu = :menu, category = :category,
    category_chosen = :category_chosen, guesses = :guesses, note_parts = :note_parts, position = :position,
    position_confirmed = :position_confirmed, other_position = :other_position, place_chosen = :place_chosen,
    community = :community, near_shown = :near_shown, near_declined = :near_declined, traces = :traces,
    last_message_id = :last_message_id, report_id = :report_id, opened_at = :opened_at,
    touched_at = :touched_at, danger = :danger, seen = :seen
where id = :id and version = :version;
