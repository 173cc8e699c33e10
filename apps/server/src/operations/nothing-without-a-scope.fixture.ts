/**
 * How each function of the owner that the application's login may call is called with what is really there: `:name` is one of `real`.
 * A function that is missing here fails the test.
 */
export const calls: Readonly<Record<string, string>> = {
  access_account: `('office')`,
  access_account_states: `(:people)`,
  access_activate: `(:code, 'hash', now())`,
  access_activation_login: `(:code, now())`,
  access_attempt: `('office', now())`,
  access_attempt_succeeded: `(:account)`,
  access_count_attempt: `('office', now())`,
  access_end_grants_of_teams: `(:closedCampaign, now())`,
  access_end_person: `(:person, current_date, now())`,
  access_end_session: `(:token, now())`,
  access_end_sessions_of: `(:person, now(), null)`,
  access_grants: `(:person, now())`,
  access_has_account: `()`,
  access_holders: `(array[0], array[:unit]::uuid[])`,
  access_issue_activation: `(gen_random_uuid(), :account, :code, now(), :person, now())`,
  access_logins_taken: `(array['office'])`,
  access_name_instance: `('名')`,
  access_open_session: `('\\x01', :account, 'csrf', now(), now())`,
  access_own_nodes: `(now())`,
  access_people: `(:people)`,
  access_prepare_account: `(gen_random_uuid(), 0, :person, 'nobody', now())`,
  access_reopen_account: `(:person)`,
  access_session: `(:token, now())`,
  access_session_grants: `(:token, now())`,
  access_set_password: `(:account, 'hash')`,
  access_touch_session: `(:token, now(), now())`,
  analyze_rosters: `()`,
  assessment_came_along: `(0, :cameTo, :campaign)`,
  assessment_confirm: `(0, :assessment, :person, now())`,
  assessment_confirm_polls: `(0, :assessment, :person, now())`,
  assessment_electorate: `(0, :unit)`,
  assessment_electorate_together: `(0, array[:unit]::uuid[])`,
  assessment_end_pools_of: `(0, :unit, :person, '名', '由', now())`,
  assessment_reports: `(array[0], array[:assessment]::uuid[])`,
  assessment_unreported: `(0, :unreported, 'study')`,
  assessment_voters: `(0, array[:unit]::uuid[])`,
  ballot_issued_number: `(0, :poll)`,
  ballot_polls_own: `(now())`,
  ballot_running: `(0, array[:polled]::uuid[])`,
  ballot_share_own: `(:poll)`,
  ballot_voters: `(0, array[:unit]::uuid[])`,
  campaign_begin_on_tracks: `(:begun)`,
  campaign_decide_request: `(0, :request, 'approved', :person, '名', '', now())`,
  campaign_has_part_at: `(:campaign, array[:unitPath]::ltree[])`,
  campaign_judging: `(0, :participation, 'study')`,
  campaign_replace_stages_ahead: `(0, :participation, 'staged', '[]')`,
  campaigns_at: `(:unitPath, array[]::ltree[])`,
  count_again: `(array['organisation'])`,
  gate_decide: `(0, :transition, 'passed', :person, '名', '', '\\x00', now())`,
  gate_keep: `(array[0], array[:participation]::uuid[], now())`,
  gate_measures: `(array[0], array[:participation]::uuid[], 'study')`,
  gate_open_first_stage: `(0, array[:participation]::uuid[], now())`,
  gate_unmended: `(0, :refused, 'study')`,
  gate_unmet_hard: `(0, :failed, 'study')`,
  obligation_asked: `(0, :unit, :campaign, '2000-01-01', '2100-01-01')`,
  obligation_let_go: `(0, :owing, now(), :person, '名')`,
  obligation_owing: `(0, :missed)`,
  obligation_owe_again: `(0, :owing)`,
  obligation_take_along: `(0, :people)`,
  organisation_is_of: `(0, :unit, :member)`,
  organisation_is_hosted: `(0, :branch)`,
  organisation_refresh_links: `(0, array[:unit]::uuid[])`,
  organisation_relink: `(0, array[:unit]::uuid[])`,
  organisation_former_parents: `(:unit)`,
  organisation_former_places: `(null)`,
  organisation_replace_paths: `(0, array[:unitPath]::ltree[], array[:unitPath]::ltree[])`,
  organisation_unmended: `(0, :refusedUnit)`,
  organisation_search: `(array[0], array['%'], array['%'], '%', array['unit', 'branch', 'committee', 'region'], null, false, 5)`,
  person_know: `(1, :person, :unitPath, null, now())`,
  person_search: `(array[0], array['%'], array['%'], '%', null, false, 5)`,
  rollup_figures: `(0, :unit)`,
  rollup_figures_of: `(0, array[:unit]::uuid[], array[:campaign]::uuid[])`,
  rollup_lacking: `(0, 'place', :root, :campaign, array['study'], array['condition:dissatisfied'], null, 5)`,
  rollup_batch_figures: `(0, array[:unit]::uuid[], :campaign, (select batch_id from participation where campaign_id = :campaign limit 1))`,
  rollup_owed_page: `(0, 'place', :root, :campaign, 'open', null, null, '2100-01-01', null, null, 5)`,
  rollup_standing_page: `(0, 'place', :root, :campaign, 'study', 'condition:dissatisfied', null, null, null, 5)`,
  roster_contacts: `(0, :contacted)`,
  roster_destination: `(0, null, :branch, null)`,
  roster_left_behind: `(0, :root, :campaign)`,
  roster_memberships: `(0, :member)`,
  study_carry: `(0, array[:carried]::uuid[])`,
  roster_move: `(0, :transfer, gen_random_uuid(), :person, '名', current_date, now())`,
  roster_namesakes_elsewhere: `(0, :memberName, null)`,
  roster_namesakes_outside: `(0, 'nowhere', json_build_array(json_build_object('key', 'k', 'name', :onRoll, 'hasCode', false)))`,
  roster_page: `(0, 'place', :root, null, null, null, 5)`,
  roster_unsettled: `(0, array[:refusedUnit]::uuid[])`,
  roster_transfer_salt: `(0, :transfer)`,
  roster_transfer_words: `(array[:transfer]::uuid[])`,
  study_activities: `(0, array[:activity]::uuid[])`,
  rollup_standing_sum: `(0, 'place', :root, :campaign, 'study', 'hours:all', null)`,
  study_presences_page: `(0, 'place', :root, 'region', null, :campaign, 'present', '2026-03-16', '2026-01-01', '2100-01-01', null, null, 5)`,
  study_sheets: `(0, array[:activity]::uuid[], null)`,
  study_activities_page: `(0, 'place', :root, 'region', null, false, :campaign, null, null, null, null, 5)`,
  study_attended: `(0, :attending)`,
  study_branches: `(0, :root, :campaign)`,
  study_coming: `(0, :campaign, :coming, '2000-01-01', '2100-01-01')`,
  study_earned: `(0, :campaign, array[:attending]::uuid[])`,
  study_held: `(0, :campaign, :branches, '2000-01-01', '2100-01-01')`,
  study_leaves: `(0, :leaving, '2000-01-01')`,
  study_held_for: `(:ofPlace, null)`,
  study_lecturers: `(:activity)`,
  study_own_lecturers: `(:lectured, :lecturing)`,
  study_said_there: `(:lectured, :lecturing)`,
  study_mark_belonging: `(0, :campaign, array[:attending]::uuid[])`,
  study_missed: `(0, :missed)`,
  study_left_to_make_up: `(0, :campaign, 'study', :absent)`,
  study_spoken: `(:campaign, 'study', :spoke)`,
  study_stages_beneath: `(0, :root, :campaign)`,
  study_unread_page: `(0, 'place', :root, :campaign, 'study', :toRead, null, 5)`,
  study_unspoken_page: `(0, 'place', :root, :campaign, 'study', :asked, null, 5)`,
  study_time_taken: `(0, :missed)`,
  study_mobilised: `(0, :root, :campaign, 'study', array['lecture'], array['lecture'])`,
  study_offices_over: `(array[:branch]::uuid[], array[:unit]::uuid[])`,
  study_plans: `(0, null, :plan, '2000-01-01')`,
  study_quiet: `(0, :root, :campaign, '2100-01-01')`,
  study_read: `(0, :campaign, 'study', array[:reader]::uuid[])`,
  study_note_writers: `(0, array[:noted]::uuid[])`,
  study_same_notes: `(0, array[:noted]::uuid[])`,
  study_planned_then: `(0, array[:expected]::uuid[], '-infinity', 'infinity')`,
  study_sign_in_screen: `(:plan)`,
  study_rolls_partly_seen: `(0, array[:branch]::uuid[])`,
  study_sheets_partly_seen: `(0, :activity)`,
  study_signing_in: `(:plan)`,
  supervision_leaders: `(:campaign, :root, null)`,
  supervision_recusals: `(:teams)`,
  supervision_recused_here: `(:recused, 0, :recusedFrom)`,
  supervision_visits: `(:campaign, null, :visited)`,
  units_of_self: `()`,
};

const somebody = `membership m join branch_serves_unit s on s.branch_id = m.branch_id and s.unit_id = m.unit_id
  where m.to_on is null and m.standing <> 'applicant' order by m.id limit 1`;

const cameAlong = '00000000-0000-7000-8000-00000000c0de';
/** A node that nobody belongs to as to a unit. */
const left = `(select id, path from organisation where kind = 'region' order by path limit 1) o`;

/** What the town has none of. */
export const added: readonly string[] = [
  `insert into login_attempt (login_hash, failures, blocked_until, last_at)
   select sha256(convert_to(login, 'UTF8')), 1, null, now() from account where login in ('office', 'secretary')`,
  `insert into activation (id, account_id, code_hash, expires_at, made_by, made_at)
   select gen_random_uuid(), id, '\\x02', now() + interval '1 day', person_id, now() from account limit 1`,
  `insert into contact (region_id, id, person_id, branch_id, unit_id, mode, on_date, outcome, is_late, recorded_by, recorded_by_name,
     recorded_at, salt, path, party_path)
   select 0, gen_random_uuid(), m.person_id, m.branch_id, m.unit_id, 'visit', current_date, 'reached', false, m.person_id, '名', now(), '\\x03',
     m.path, m.party_path from ${somebody}`,
  `insert into leave (region_id, id, person_id, branch_id, from_on, to_on, reason, salt, recorded_by, recorded_by_name, recorded_at, path, party_path)
   select 0, gen_random_uuid(), m.person_id, m.branch_id, current_date, current_date + 9, '病假', '\\x03', m.person_id, '名', now(), m.path,
     m.party_path from ${somebody}`,
  `insert into transfer (region_id, id, person_id, membership_id, from_branch_id, from_unit_id, to_branch_id, to_unit_id, proposed_by,
     proposed_by_name, path, linked, recorded_at)
   select 0, gen_random_uuid(), m.person_id, m.id, m.branch_id, m.unit_id, o.branch_id, o.unit_id, m.person_id, '名', m.path, array[m.party_path], now()
     from (select m.* from ${somebody}) m join branch_serves_unit o on o.branch_id <> m.branch_id limit 1`,
  `insert into stage_request (region_id, id, campaign_id, participation_id, unit_id, reason, is_outside, asked_by, asked_by_name, recorded_at, path)
   select region_id, gen_random_uuid(), campaign_id, id, unit_id, '农忙', true, (select person_id from account limit 1), '名', now(), path
     from participation limit 1`,
  // A vote that failed at a unit that its last member has left: one insert after the other, as nobody could write them.
  `select set_config('session_replication_role', 'replica', false)`,
  `insert into membership (region_id, id, person_id, branch_id, unit_id, standing, from_on, joined_on, to_on, end_reason, path, party_path, recorded_at)
   select 0, gen_random_uuid(), m.person_id, m.branch_id, o.id, m.standing, current_date - 300, current_date - 300, current_date, 'transferred', m.path, m.party_path, now()
     from (select m.* from ${somebody}) m, ${left} limit 1`,
  `insert into assessment (region_id, id, campaign_id, participation_id, unit_id, stage_code, attempt, held_on, opened_by, path, recorded_at)
   select 0, '${cameAlong}', c.campaign_id, c.id, o.id, 'study', 99, current_date - 100, gen_random_uuid(), o.path, now()
     from (select p.* from participation p join stage_condition s on s.participation_id = p.id and s.stage_code = 'study'
             and s.measure = 'assessment.dissatisfied' and s.is_hard and s.applies limit 1) c, ${left} limit 1`,
  // To a stage that nobody has.
  `update attendance set carried_to = 'elsewhere' where (sheet_id, person_id) in (select a.sheet_id, a.person_id from attendance a
    join membership m on m.region_id = a.region_id and m.person_id = a.person_id and m.to_on is null where a.voided_at is null limit 1)`,
  `insert into tally_assessment (region_id, assessment_id, voters, eligible, satisfied, basically_satisfied, dissatisfied, dont_know, void,
     confirmed_by, confirmed_by_name, confirmed_at, path)
   select region_id, id, 'member', 20, 0, 0, 20, 0, 0, opened_by, '名', now(), path from assessment where id = '${cameAlong}'`,
  // What a refusal ordered, of an application that nobody refused.
  `insert into finding (region_id, id, campaign_id, participation_id, unit_id, stage_code, body, transition_id, found_on, found_by, found_by_name,
     path, linked, recorded_at)
   select region_id, '${cameAlong}', campaign_id, participation_id, unit_id, stage_code, '补', id, current_date, applied_by, '名', path, linked, now()
     from transition where stage_code = 'study' order by id limit 1`,
  `insert into order_to_correct (region_id, id, campaign_id, finding_id, participation_id, unit_id, stage_code, body, issued_on, due_on, issued_by,
     issued_by_name, path, linked, recorded_at)
   select region_id, gen_random_uuid(), campaign_id, id, participation_id, unit_id, stage_code, body, found_on, found_on, found_by, '名', path, linked,
     now() from finding where id = '${cameAlong}'`,
  // A poll that somebody has drawn in.
  `insert into ballot_poll (region_id, id, assessment_id, campaign_id, stage_code, raters, questions, manifest, hash, mode, issuing_from, issuing_until,
     casting_from, casting_until, turnout_num, turnout_den, fewest_cast, announced_by, announced_by_name, recorded_at, path, told)
   select region_id, '${cameAlong}', id, campaign_id, stage_code, '{member}', '{satisfaction}', '{}', sha256('\\x01'), 'windows', now(), now() + interval '1 day',
     now() + interval '1 day', now() + interval '2 days', 1, 2, 5, opened_by, '名', now(), path, '{}' from assessment where id <> '${cameAlong}' limit 1`,
  `insert into ballot_roster (region_id, poll_id, person_id, way, salt, path, told)
   select p.region_id, p.id, m.person_id, 'login', '\\x03', p.path, '{}' from ballot_poll p, (select m.* from ${somebody}) m`,
  `insert into ballot_share (region_id, poll_id, position, role, holder_id, holder_name, commitment, path, told)
   select p.region_id, p.id, 1, 'supervision-team', m.person_id, '名', sha256('\\x01'), p.path, '{}' from ballot_poll p
     join planned_activity a on a.called_off_at is null join planned_branch b on b.planned_id = a.id
     join membership m on m.branch_id = b.branch_id and m.to_on is null limit 1`,
  `insert into ballot_issued (region_id, poll_id, person_id, blinded, issued_on)
   select region_id, poll_id, person_id, decode(repeat('01', 256), 'hex'), current_date from ballot_roster`,
  // A unit that came from another region, where its closed row stands.
  `insert into organisation select (organisation_moved_row(o, jsonb_build_object('region_id', 9, 'moved_to', 0, 'closed_on', current_date,
     'path', 'z.gone', 'linked', '{}'))).* from organisation o where o.kind = 'unit' order by o.path limit 1`,
  `insert into organisation_parent (region_id, organisation_id, from_on, path)
   select 9, id, opened_on, 'z.gone' from organisation where region_id = 9`,
  `insert into region (region_id, name) values (9, '邻')`,
  `select set_config('session_replication_role', 'origin', false)`,
];

/** What the town has of each, as the superuser sees it. */
export const real: Readonly<Record<string, string>> = {
  account: `select id from account where login = 'secretary'`,
  activity: `select id from activity where voided_at is null limit 1`,
  asked: `select jsonb_build_array(jsonb_build_object('documents', documents, 'not_for', '{}'::text[], 'exempt', '{}'::text[],
            'kinds', array['lecture'], 'own_script', false)) from participation_stage where opened_at is not null limit 1`,
  assessment: `select assessment_id from team_report limit 1`,
  carried: `select person_id from attendance where carried_to is not null limit 1`,
  attending: `select person_id from attendance where presence = 'present' and voided_at is null limit 1`,
  begun: `select jsonb_build_array(jsonb_build_object('region', 0, 'id', id, 'track', track, 'days', 90)) from participation limit 1`,
  branch: `select branch_id from branch_serves_unit where is_host and to_on is null limit 1`,
  branches: `select array_agg(distinct branch_id) from sheet`,
  campaign: `select id from campaign limit 1`,
  cameTo: `select unit_id from (select m.* from ${somebody}) m`,
  closedCampaign: `select id from campaign limit 1`,
  code: `select code_hash from activation limit 1`,
  coming: `select m.person_id from planned_branch b join planned_activity p on p.id = b.planned_id and p.called_off_at is null
            join membership m on m.branch_id = b.branch_id and m.to_on is null limit 1`,
  contacted: `select person_id from contact limit 1`,
  poll: `select id from ballot_poll limit 1`,
  polled: `select person_id from ballot_roster limit 1`,
  failed: `select participation_id from stage_condition c where stage_code = 'study' and is_hard and applies
            and not exists (select from assessment a where a.participation_id = c.participation_id) limit 1`,
  leaving: `select m.branch_id from leave l join membership m on m.person_id = l.person_id and m.to_on is null limit 1`,
  member: `select person_id from membership where unit_id = (select id from organisation where kind = 'unit' order by path limit 1) limit 1`,
  onRoll: `select p.name from membership m join person p on p.id = m.person_id where m.to_on is null limit 1`,
  memberName: `select name from person where path is not null limit 1`,
  absent: `select o.person_id from obligation o where o.kind = 'make-up' and o.origin_kind = 'sheet' and o.stage_code = 'study' and obligation_outstanding(o) limit 1`,
  missed: `select array_agg(id) from obligation where kind = 'make-up' and origin_kind = 'sheet'`,
  owing: `select person_id from obligation o where kind = 'make-up' and obligation_outstanding(o) limit 1`,
  participation: `select id from participation where ended_at is null limit 1`,
  people: `select array_agg(person_id) from account`,
  person: `select person_id from account where login = 'secretary'`,
  lectured: `select activity_id from lecture where capacity = 'head' and withdrawn_at is null order by id limit 1`,
  lecturing: `select branch_id from membership m join lecture l on l.lecturer_id = m.person_id where l.capacity = 'head' and l.withdrawn_at is null
             and m.to_on is null order by l.id limit 1`,
  ofPlace: `select activity_id from held_for limit 1`,
  plan: `select id from planned_activity where called_off_at is null limit 1`,
  expected: `select host_branch_id from planned_activity where called_off_at is null limit 1`,
  reader: `select person_id from reading where voided_at is null limit 1`,
  noted: `select n.id from study_note n join study_note o on o.same_hash = n.same_hash and o.person_id <> n.person_id limit 1`,
  recused: `select person_id from membership where unit_id = (select id from organisation where kind = 'unit' order by path limit 1) limit 1`,
  recusedFrom: `select id from organisation where kind = 'unit' order by path limit 1`,
  refused: `select participation_id from finding where transition_id is not null limit 1`,
  refusedUnit: `select unit_id from finding where transition_id is not null limit 1`,
  request: `select id from stage_request limit 1`,
  root: `select path from organisation where parent_id is null and tree = 'place'`,
  spoke: `select lecturer_id from lecture where capacity = 'member' and withdrawn_at is null limit 1`,
  teams: `select array_agg(id) from supervision_team`,
  toRead: `select jsonb_build_array(jsonb_build_object('documents', documents, 'pieces', jsonb_build_array(
             jsonb_build_object('piece', 'reader', 'not_for', '{}'::text[])))) from participation_stage where opened_at is not null limit 1`,
  token: `select token_hash from session where ended_at is null and expires_at > now() limit 1`,
  transfer: `select id from transfer limit 1`,
  transition: `select id from transition limit 1`,
  unit: `select id from organisation where kind = 'unit' order by path limit 1`,
  unitPath: `select path from organisation where kind = 'unit' order by path limit 1`,
  visited: `select activity_id from contact_visit where activity_id is not null limit 1`,
  unreported: `select participation_id from assessment where id = '${cameAlong}'`,
};

/** What answers or writes when nothing at all is set, and why it may. */
export const whoeverAsks: Readonly<Record<string, string>> = {
  access_session: 'behind the hash of a token that only a browser has',
  access_session_grants: 'as above',
  access_open_session: 'writes a session after a password was right',
  access_touch_session: 'behind the hash of a token',
  access_end_session: 'behind the hash of a token',
  access_activation_login: 'behind a one-time code',
  access_activate: 'behind a one-time code',
  access_has_account: 'the first page says whether there is an administrator yet',
  analyze_rosters: 'counts rows for the planner and answers nothing',
};

/** What answers or writes before anybody is somebody: in a transaction of the application whose scope is empty. */
export const beforeLoggingIn: Readonly<Record<string, string>> = {
  ...whoeverAsks,
  access_account: 'a password is compared before anybody is somebody',
  access_attempt: 'as above',
  access_count_attempt: 'as above',
  access_attempt_succeeded: 'as above',
  access_set_password: 'the first administrator, and the operator on the command line',
  access_prepare_account: 'the first administrator',
  access_end_sessions_of: 'the operator on the command line',
};
