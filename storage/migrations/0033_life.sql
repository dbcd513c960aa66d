-- A ticket's clocks: when the reminders of its resolve-by limit are due, since when they stand still, how often it was held
-- and extended; what it returns to after a hold or an undo, who has it, and whether others may see its photos.
alter table report add column half_time_at {{int64}};
alter table report add column long_overdue_at {{int64}};
alter table report add column stopped_at {{int64}};
alter table report add column former text;
alter table report add column holds {{int64}} not null default 0;
alter table report add column extensions {{int64}} not null default 0;
alter table report add column holder_id {{int64}};
alter table report add column may_be_shown {{int64}} not null default 0;

update report set stopped_at = coalesce(resolved_at, closed_at) where resolved_at is not null or closed_at is not null;
update report set
    stopped_at = (select max(at) from event where event.report_id = report.id and event.action = 'hold'),
    former = (
        select source from event where event.report_id = report.id and event.action = 'hold' order by at desc, id desc limit 1
    )
where status = 'on_hold';
update report set holds = (select count(*) from event where event.report_id = report.id and event.action = 'hold')
where open = 1;
