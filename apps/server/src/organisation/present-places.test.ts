import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cloneDatabase, withClient, type TestDatabase } from '@muster/server/testing';

/**
 * Tables whose rows stand at the present place of an organisation and follow it. One that is not here, nor among those that keep their
 * place in the database, is new: decide which it is, and if it follows, whether its `linked` is that of the organisation at its path.
 */
const follows = [
  'access_grant',
  'activity',
  'activity_reading',
  'appointment',
  'assessment',
  'assessment_pool',
  'assessment_pool_end',
  'assessment_pool_unit',
  'attendance',
  'ballot_draw_close',
  'ballot_end',
  'ballot_poll',
  'ballot_roster',
  'ballot_share',
  'ballot_share_brought',
  'ballot_slip',
  'batch_rule',
  'branch_serves_unit',
  'campaign',
  'campaign_layer',
  'contact',
  'contact_point',
  'contact_visit',
  'deliverable',
  'deliverable_check',
  'file',
  'finding',
  'gate_kept',
  'held_for',
  'leave',
  'leave_end',
  'lecture',
  'lecture_script',
  'make_up',
  'membership',
  'membership_end',
  'note_check',
  'note_draw',
  'obligation',
  'obligation_discharge',
  'obligation_exemption',
  'obligation_extension',
  'order_answer',
  'order_to_correct',
  'order_verification',
  'organisation',
  'organisation_change',
  'organisation_claim',
  'organisation_parent',
  'organisation_remedy',
  'organisation_remedy_check',
  'organisation_remedy_report',
  'participation',
  'participation_extension',
  'participation_stage',
  'person',
  'person_correction',
  'planned_activity',
  'planned_branch',
  'reading',
  'representative_quota',
  'rollup_dirty',
  'self_check',
  'self_check_review',
  'self_study',
  'sheet',
  'sign_in',
  'stage_condition',
  'stage_extension',
  'stage_request',
  'stage_request_decision',
  'stage_request_stage',
  'standing_change',
  'study_credit',
  'study_note',
  'supervision_team',
  'tally_assessment',
  'tally_electorate',
  'tally_poll',
  'tally_poll_opened',
  'tally_teller',
  'team_report',
  'team_unit',
  'track_change',
  'transfer',
  'transition',
  'transition_decision',
  'transition_step',
];

let database: TestDatabase;
before(async () => {
  database = await cloneDatabase();
});
after(() => database.drop());

async function ask<Row extends object>(query: string): Promise<Row[]> {
  return withClient(database.superuser(), async (client) => (await client.query<Row>(query)).rows);
}

test('every table that holds a place either follows a move or is named as one that keeps its own', async () => {
  const rows = await ask<{ name: string; kept: boolean }>(
    `select distinct c.relname as name, c.relname = any (organisation_kept_places()) as kept
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and format_type(a.atttypid, a.atttypmod) in ('ltree', 'ltree[]')
     order by 1`,
  );
  assert.deepEqual(
    rows.filter(({ kept }) => !kept).map(({ name }) => name),
    follows,
  );
  const moved = await ask<{ name: string }>(`select name from organisation_present_places() order by name`);
  assert.deepEqual(
    moved.map(({ name }) => name),
    follows,
  );
});

test('each of them names the region that its rows are stored in, but for the local ones that name a node of a campaign', async () => {
  assert.deepEqual(
    await ask(`select name from organisation_present_places() where region_column is null order by name`),
    [{ name: 'batch_rule' }, { name: 'stage_extension' }],
  );
});
