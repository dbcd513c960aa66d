-- name: all_companies
-- By id.
select id, zh, en from company order by id;

-- name: company_by_id
-- One company.
select id, zh, en from company where id = :id;

-- name: save_company
-- Insert it, or rename it.
insert into company (id, zh, en) values (:id, :zh, :en)
on conflict (id) do update set zh = excluded.zh, en = excluded.en;

-- name: all_teams
-- By id.
select id, zh, en, company, ended from team order by id;

-- name: team_by_id
-- One team.
select id, zh, en, company, ended from team where id = :id;

-- name: save_team
-- Insert it, or say what it is now.
insert into team (id, zh, en, company, ended) values (:id, :zh, :en, :company, :ended)
on conflict (id) do update set
    zh = excluded.zh, en = excluded.en, company = excluded.company, ended = excluded.ended;

-- name: team_sizes
-- How many riders each team has now.
select team.id as team, (select count(*) from stay where stay.team = team.id and stay.until is null) as riders
from team;

-- name: team_size
-- How many riders a team has now.
select count(*) as riders from stay where team = :team and until is null;

-- name: open_stay
-- Where a rider is now.
select * from stay where rider_id = :rider_id and until is null;

-- name: stays_of_rider
-- Where a rider was.
select * from stay where rider_id = :rider_id order by since, id;

-- name: stay_by_id
-- One stay.
select * from stay where id = :id;

-- name: captain_of_team
-- Who leads it.
select * from stay where team = :team and until is null and captain = 1;

-- name: members_of_team
-- A page of those in it, by their numbers.
select * from stay where team = :team and until is null and number > :after order by number limit :limit;

-- name: last_number
-- The highest number that anybody had in a team.
select max(number) as number from stay where team = :team;

-- name: save_stay
-- Insert it, or keep what has become of it.
insert into stay (id, rider_id, team, number, since, until, nick, captain, hears_captain, on_board)
values (:id, :rider_id, :team, :number, :since, :until, :nick, :captain, :hears_captain, :on_board)
on conflict (id) do update set
    until = excluded.until, nick = excluded.nick, captain = excluded.captain, hears_captain = excluded.hears_captain,
    on_board = excluded.on_board;

-- name: team_reports
-- What its riders reported in a span while they were in it, and how much of that is fixed.
select count(*) as reports,
    cast(coalesce(sum(case when report.resolved_at is not null then 1 else 0 end), 0) as {{int64}}) as fixed
from stay join report on report.rider_id = stay.rider_id
where stay.team = :team and (stay.until is null or stay.until > :start)
  and report.submitted_at >= :start and report.submitted_at < :end
  and report.submitted_at >= stay.since and (stay.until is null or report.submitted_at < stay.until)
  and report.status not in ('withdrawn', 'rejected', 'duplicate');

-- name: team_checks
-- How often its riders said in a span whether something is fixed, while they were in it.
select count(*) as checks
from stay join ledger on ledger.rider_id = stay.rider_id
where stay.team = :team and (stay.until is null or stay.until > :start)
  and ledger.at >= :start and ledger.at < :end
  and ledger.at >= stay.since and (stay.until is null or ledger.at < stay.until)
  and ledger.merit in ('answered', 'checked');

-- name: team_to_tell
-- A page of a team's riders who hear its captain, or else what concerns all.
select rider.* from stay join rider on rider.id = stay.rider_id
where stay.team = :team and stay.until is null and stay.rider_id > :after_id
  and rider.reachable = 1 and rider.consent = :consent
  and ((:by_captain = 1 and stay.hears_captain = 1) or (:by_captain = 0 and rider.muted = 0))
order by stay.rider_id
limit :limit;

-- name: count_team_to_tell
-- How many of a team's riders hear its captain, or else what concerns all.
select count(*) as riders from stay join rider on rider.id = stay.rider_id
where stay.team = :team and stay.until is null and rider.reachable = 1 and rider.consent = :consent
  and ((:by_captain = 1 and stay.hears_captain = 1) or (:by_captain = 0 and rider.muted = 0));

-- name: invite_by_code
-- One invite.
select * from invite where code = :code;

-- name: open_invites
-- Those into a team that may still be used; who is to lead it comes by the supervisors' links.
select * from invite
where team = :team and kind = 'member' and ends_at > :now and revoked = 0 and used < uses
order by at desc, code;

-- name: save_invite
-- Insert it, or keep what has become of it.
insert into invite (code, team, kind, by, at, ends_at, uses, used, revoked)
values (:code, :team, :kind, :by, :at, :ends_at, :uses, :used, :revoked)
on conflict (code) do update set used = excluded.used, revoked = excluded.revoked;

-- name: purge_invites
-- Those that ended long ago.
delete from invite where ends_at < :before;

-- name: roster_rows
-- A page of the district's list.
select * from roster where code > :after order by code limit :limit;

-- name: save_roster_row
-- Insert it, or say what it is now; who claimed it stays.
insert into roster (code, team, company, trade, joined, claim, rider_id)
values (:code, :team, :company, :trade, :joined, :claim, null)
on conflict (code) do update set
    team = excluded.team, company = excluded.company, trade = excluded.trade, joined = excluded.joined;

-- name: roster_row
-- By its code.
select * from roster where code = :code;

-- name: roster_row_of_claim
-- Whose personal link it is.
select * from roster where claim = :claim;

-- name: roster_of_rider
-- What a rider has claimed.
select * from roster where rider_id = :rider_id order by code;

-- name: claim_roster_row
-- By one rider, once.
update roster set rider_id = :rider_id where code = :code and rider_id is null;

-- name: renew_roster_row
-- Nobody's again, under another personal link.
update roster set rider_id = null, claim = :claim where code = :code;

-- name: loosen_roster
-- Whoever leaves is in the list of nobody.
update roster set rider_id = null where rider_id = :rider_id;

-- name: revoke_invites_of
-- By whoever leaves.
update invite set revoked = 1 where by = :rider_id and revoked = 0;

-- name: end_stays
-- Whoever leaves is in no team, and what they were called there goes.
update stay set until = coalesce(until, :now), nick = '', captain = 0, on_board = 0 where rider_id = :rider_id;
