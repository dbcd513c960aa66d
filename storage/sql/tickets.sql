-- name: open_tickets
-- What some queues have to do, a page at a time, the most pressing first. The names are those of JSON objects.
with asked (queue) as (select k.key from json_each(:queues) k),
wanted (status) as (select k.key from json_each(:statuses) k),
page (id, rank, until) as (
    select r.id,
        case
            when r.urgent = 1 and r.status in ('submitted', 'routed', 'bounced', 'reopened') then 0
            when r.urgent = 1 then 1
            when r.due_at <= :now and r.status <> 'on_hold' then 2
            when r.status in ('submitted', 'routed', 'bounced', 'reopened') then 3
            else 4
        end as rank,
        case when r.status = 'on_hold' then r.hold_until else coalesce(r.due_at, r.submitted_at) end as until
    from asked cross join report r
    where r.open = 1 and r.queue = asked.queue and (r.status in (select wanted.status from wanted)) is true
      and (cast(:due as {{int64}}) is null or r.due_at <= cast(:due as {{int64}}))
      and (cast(:holder as {{int64}}) is null or r.holder_id = cast(:holder as {{int64}}))
      and (cast(:category as text) is null or r.category = cast(:category as text))
      and (cast(:community as text) is null or r.community = cast(:community as text))
      and (r.source <> 'import' or (select h.id from event h where h.report_id = r.id limit 1) is not null)
    order by rank, until, r.id
    limit :limit offset :offset
)
select r.*,
    (select m.chat_id from live_message m where m.key = 'ticket:' || r.id || ':' || r.queue and m.live = 1) as card_chat,
    (select m.message_id from live_message m where m.key = 'ticket:' || r.id || ':' || r.queue and m.live = 1)
        as card_message
from page
cross join report r
where r.id = page.id
order by page.rank, page.until, page.id;

-- name: count_open_tickets
-- How many of what some queues have to do, up to a limit.
with asked (queue) as (select k.key from json_each(:queues) k),
wanted (status) as (select k.key from json_each(:statuses) k)
select count(*) as tickets from (
    select r.id
    from asked cross join report r
    where r.open = 1 and r.queue = asked.queue and (r.status in (select wanted.status from wanted)) is true
      and (cast(:due as {{int64}}) is null or r.due_at <= cast(:due as {{int64}}))
      and (cast(:holder as {{int64}}) is null or r.holder_id = cast(:holder as {{int64}}))
      and (cast(:category as text) is null or r.category = cast(:category as text))
      and (cast(:community as text) is null or r.community = cast(:community as text))
      and (r.source <> 'import' or (select h.id from event h where h.report_id = r.id limit 1) is not null)
    limit :most
) counted;

-- name: closed_tickets
-- What some queues have closed since a time, a page at a time, the newest first: of each queue no more than end on this page.
with asked (queue) as (select k.key from json_each(:queues) k),
page (id, at) as (
    select r.id, coalesce(r.closed_at, r.resolved_at) as at
    from asked cross join report r
    where r.id in (
        select c.id from report c
        where c.closed_at is not null and c.queue = asked.queue and c.closed_at >= :since
          and (cast(:category as text) is null or c.category = cast(:category as text))
          and (cast(:community as text) is null or c.community = cast(:community as text))
        order by c.closed_at desc, c.id desc
        limit cast(:limit as {{int64}}) + cast(:offset as {{int64}})
    )
    union all
    select o.id, o.resolved_at
    from asked cross join report o
    where o.id in (
        select w.id from report w
        where w.open = 1 and w.queue = asked.queue and w.status = 'resolved'
          and (cast(:category as text) is null or w.category = cast(:category as text))
          and (cast(:community as text) is null or w.community = cast(:community as text))
        order by w.resolved_at desc, w.id desc
        limit cast(:limit as {{int64}}) + cast(:offset as {{int64}})
    )
    order by 2 desc, 1 desc
    limit :limit offset :offset
)
select r.*,
    (select m.chat_id from live_message m where m.key = 'ticket:' || r.id || ':' || r.queue and m.live = 1) as card_chat,
    (select m.message_id from live_message m where m.key = 'ticket:' || r.id || ':' || r.queue and m.live = 1)
        as card_message
from page
cross join report r
where r.id = page.id
order by page.at desc, page.id desc;

-- name: count_closed_tickets
-- How many some queues have closed since a time, up to a limit.
with asked (queue) as (select k.key from json_each(:queues) k)
select count(*) as tickets from (
    select r.id
    from asked cross join report r
    where r.id in (
        select c.id from report c
        where c.closed_at is not null and c.queue = asked.queue and c.closed_at >= :since
          and (cast(:category as text) is null or c.category = cast(:category as text))
          and (cast(:community as text) is null or c.community = cast(:community as text))
        order by c.closed_at desc, c.id desc
        limit :most
    )
    union all
    select o.id
    from asked cross join report o
    where o.open = 1 and o.queue = asked.queue and o.status = 'resolved'
      and (cast(:category as text) is null or o.category = cast(:category as text))
      and (cast(:community as text) is null or o.community = cast(:community as text))
    limit :most
) counted;

-- name: ticket_counts
-- How much of each kind some queues have to do.
select r.queue,
    cast(sum(case when r.status in ('submitted', 'routed', 'bounced', 'reopened') then 1 else 0 end) as {{int64}})
        as waiting,
    cast(sum(case when r.status in ('accepted', 'in_progress') then 1 else 0 end) as {{int64}}) as in_work,
    cast(sum(case when r.status not in ('on_hold', 'resolved') and r.due_at <= :now then 1 else 0 end) as {{int64}})
        as overdue,
    cast(sum(case when r.status = 'on_hold' then 1 else 0 end) as {{int64}}) as on_hold,
    cast(sum(
        case when r.urgent = 1 and r.status in ('submitted', 'routed', 'bounced', 'reopened') then 1 else 0 end
    ) as {{int64}}) as unaccepted
from json_each(:queues) k
cross join report r
where r.open = 1 and r.queue = k.key
  and (r.source <> 'import' or (select h.id from event h where h.report_id = r.id limit 1) is not null)
group by r.queue;

-- name: unindexed_reports
-- What was saved since its words were kept, the newest first.
select id from report where indexed = 0 order by id desc limit :limit;

-- name: note_indexed
-- Its words are kept as it is now.
update report set indexed = 1 where id = :report_id;

-- name: index_again
-- Something was said of it.
update report set indexed = 0 where id = :report_id and indexed = 1;
