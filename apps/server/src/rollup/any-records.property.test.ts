/**
 * Whatever happens in whatever order - meetings, corrections, voids, transfers, leavings and returns, findings and orders, papers,
 * letting off, more time, votes, a unit that closes, one that is merged, a campaign that closes - the figures that were folded are the figures that are
 * counted from the records, and each unit's standings are what its gate says.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { RouteAnswer } from '@muster/contract';
import { confirmAssessment, enterCount, openAssessment } from '@muster/contract/assessment';
import { closeCampaign, readClosing } from '@muster/contract/campaign';
import { readGate } from '@muster/contract/gate';
import {
  askExtension,
  checkDeliverable,
  decideExtension,
  exemptObligation,
  submitDeliverable,
  takeBackExemption,
} from '@muster/contract/obligation';
import { closeOrganisation, mergeOrganisation } from '@muster/contract/organisation';
import { listStandings } from '@muster/contract/rollup';
import { changeStanding, endMembership, proposeTransfer, voidMembershipEnd } from '@muster/contract/roster';
import { correctSheet, recordActivity, recordMakeUp, voidActivity, voidMakeUp } from '@muster/contract/study';
import { answerOrder, recordFinding, verifyOrder } from '@muster/contract/supervision';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import fc from 'fast-check';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const acts = {
  record: 6,
  correct: 3,
  void: 2,
  makeUp: 5,
  takeMakeUpBack: 2,
  transfer: 2,
  leave: 1,
  return: 1,
  standing: 1,
  find: 2,
  answer: 2,
  verify: 2,
  submit: 3,
  check: 3,
  exempt: 2,
  takeBack: 1,
  askTime: 2,
  giveTime: 2,
  // Before a vote is open, which holds it up.
  mergeUnit: 1,
  assess: 2,
  count: 2,
  closeUnit: 1,
} as const;
type Kind = keyof typeof acts;

const act = fc.record({
  what: fc.oneof(
    ...(Object.keys(acts) as Kind[]).map((kind) => ({ arbitrary: fc.constant(kind), weight: acts[kind] })),
  ),
  at: fc.nat({ max: 3 }),
  pick: fc.nat({ max: 1_000 }),
  yes: fc.boolean(),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

const units = ['SCHOOL', 'COMMUNITY', 'CLINIC', 'STATION'] as const;
/** The branch of each unit, who records there, and who acts for the unit. */
const branches = ['SCHOOL-1', 'COMMUNITY-1', 'JOINT-1', 'SCHOOL-2'] as const;
const recorders = ['secretary', 'communityHead', 'jointSecretary', 'secretary2'] as const satisfies CastName[];
const recorderOf = (branch: string) => recorders[branches.findIndex((code) => code === branch)] ?? 'secretary';
const clerks = ['clerk', 'communityClerk', 'jointSecretary', 'head'] as const satisfies CastName[];

async function rows<Row extends object>(query: string): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(query)).rows);
}

/** One of those that there are; nothing to pick from is a refusal like any other. */
async function oneOf<Row extends object>(pick: number, query: string): Promise<Row> {
  const found = await rows<Row>(query);
  const row = found[pick % Math.max(1, found.length)];
  if (row === undefined) throw new NothingThere();
  return row;
}

class NothingThere extends Error {}

async function peopleOf(branch: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    `select person_id as id from membership where branch_id = '${house.id(branch)}' and to_on is null order by person_id`,
  );
  return found.map(({ id }) => id);
}

const absentOf = (people: readonly string[], pick: number) =>
  people.filter((_, index) => (index + pick) % 5 === 0).map((personId) => ({ personId, reason: 'sick' }));

/** Each through its own door, by somebody who may; what the rules refuse is left out. */
const doing: Readonly<Record<Kind, (act: Act) => Promise<unknown>>> = {
  record: async ({ at, pick, yes }) => {
    const branch = branches[at]!;
    const day = 11 + (pick % 9);
    const body = {
      kind: 'collective-study',
      topic: '学习',
      startsAt: `2026-03-${day}T14:00:00+08:00`,
      endsAt: `2026-03-${day}T${yes ? 16 : 18}:00:00+08:00`,
      absences: yes ? absentOf(await peopleOf(branch), pick) : [],
      another: true,
      lateReason: '补录',
    };
    return (await house.as(recorders[at]!)).call(recordActivity, { params: { branchId: house.id(branch) }, body });
  },
  correct: async ({ pick }) => {
    const sheet = await oneOf<{ activity: string; branch: string; version: number; code: string }>(
      pick,
      `select s.activity_id as activity, s.branch_id as branch, s.version, b.code from sheet s
       join organisation b on b.id = s.branch_id where s.superseded_at is null order by s.activity_id, s.branch_id`,
    );
    const who = recorderOf(sheet.code);
    const body = {
      version: sheet.version,
      absences: absentOf(await peopleOf(sheet.code), pick),
      reason: '记错',
    };
    const params = { activityId: sheet.activity, branchId: sheet.branch };
    return (await house.as(who)).call(correctSheet, { params, body });
  },
  void: async ({ pick }) => {
    const { id, code } = await oneOf<{ id: string; code: string }>(
      pick,
      `select a.id, b.code from activity a join sheet s on s.activity_id = a.id and s.superseded_at is null
       join organisation b on b.id = s.branch_id where a.voided_at is null order by a.id`,
    );
    const who = recorderOf(code);
    return (await house.as(who)).call(voidActivity, { params: { activityId: id }, body: { reason: '重复' } });
  },
  makeUp: async ({ pick, yes }) => {
    const { id, code } = await oneOf<{ id: string; code: string }>(
      pick,
      `select o.id, b.code from obligation o join organisation b on b.id = o.branch_id
       where o.kind = 'make-up' and o.cancelled_at is null order by o.id`,
    );
    const body = { mode: 'make-up-lesson', minutes: yes ? 120 : 60 + (pick % 180), note: '补课', lateReason: '补记' };
    const on = `2026-03-${yes ? 20 : 19}`;
    return (await house.as(recorderOf(code))).call(recordMakeUp, {
      params: { obligationId: id },
      body: { ...body, on, file: null },
    });
  },
  takeMakeUpBack: async ({ pick }) => {
    const { id, code } = await oneOf<{ id: string; code: string }>(
      pick,
      `select u.id, b.code from make_up u join obligation o on o.id = u.obligation_id join organisation b on b.id = o.branch_id
       where u.voided_at is null order by u.id`,
    );
    return (await house.as(recorderOf(code))).call(voidMakeUp, { params: { makeUpId: id }, body: { reason: '记错' } });
  },
  transfer: async ({ at, pick }) => {
    const people = await peopleOf(branches[pick % 4]!);
    const params = { personId: people[4 + (pick % 7)] ?? '' };
    return (await house.as('county')).call(proposeTransfer, { params, body: { branchId: house.id(branches[at]!) } });
  },
  leave: async ({ at, pick }) => {
    const people = await peopleOf(branches[at]!);
    const params = { personId: people[4 + (pick % 7)] ?? '' };
    return (await house.as('county')).call(endMembership, { params, body: { reason: 'left', on: '2026-03-20' } });
  },
  return: async ({ pick }) => {
    const ended = `select id from membership_end where voided_at is null order by id`;
    const { id } = await oneOf<{ id: string }>(pick, ended);
    return (await house.as('county')).call(voidMembershipEnd, { params: { endId: id }, body: { reason: '记错' } });
  },
  standing: async ({ at, pick, yes }) => {
    const people = await peopleOf(branches[at]!);
    const body = { standing: yes ? 'applicant' : 'full', on: '2026-03-20', note: '更正' } as const;
    return (await house.as('county')).call(changeStanding, {
      params: { personId: people[pick % people.length]! },
      body,
    });
  },
  find: async ({ at, yes, pick }) =>
    (await house.as('team')).call(recordFinding, {
      params: { unitId: house.id(units[at]!) },
      body: {
        code: null,
        text: '签到不全',
        order: yes ? { text: '补齐签到', dueOn: `2026-03-2${pick % 5}` } : null,
      },
    }),
  answer: async ({ pick, at }) => {
    const { id } = await oneOf<{ id: string }>(pick, `select id from order_to_correct order by id`);
    const body = { text: '已补', file: null };
    return (await house.as(clerks[at]!)).call(answerOrder, { params: { orderId: id }, body });
  },
  verify: async ({ pick, yes }) => {
    const { id } = await oneOf<{ id: string }>(pick, `select id from order_answer order by id`);
    const body = yes
      ? ({ outcome: 'verified', note: null } as const)
      : ({ outcome: 'returned', note: '还缺' } as const);
    return (await house.as('team')).call(verifyOrder, { params: { answerId: id }, body });
  },
  submit: async ({ pick, at }) => {
    const { id } = await oneOf<{ id: string }>(
      pick,
      `select id from obligation where kind = 'deliverable' order by id`,
    );
    const body = { text: '方案', file: null };
    return (await house.as(clerks[at]!)).call(submitDeliverable, { params: { obligationId: id }, body });
  },
  check: async ({ pick, yes }) => {
    const { id } = await oneOf<{ id: string }>(pick, `select id from deliverable order by id`);
    const body = yes
      ? ({ outcome: 'accepted', note: null } as const)
      : ({ outcome: 'returned', note: '重写' } as const);
    return (await house.as('county')).call(checkDeliverable, { params: { deliverableId: id }, body });
  },
  exempt: async ({ pick }) => {
    const { id } = await oneOf<{ id: string }>(pick, `select id from obligation order by id`);
    return (await house.as('county')).call(exemptObligation, {
      params: { obligationId: id },
      body: { reason: '停课' },
    });
  },
  takeBack: async ({ pick }) => {
    const { id } = await oneOf<{ id: string }>(pick, `select obligation_id as id from obligation_exemption order by 1`);
    return (await house.as('county')).call(takeBackExemption, { params: { obligationId: id } });
  },
  askTime: async ({ pick, at }) => {
    const { id } = await oneOf<{ id: string }>(
      pick,
      `select id from obligation where unit_id = '${house.id(units[at]!)}' order by kind, due_on, id`,
    );
    const body = { untilOn: `2026-03-2${3 + (pick % 3)}`, reason: '停电' };
    return (await house.as(clerks[at]!)).call(askExtension, { params: { obligationId: id }, body });
  },
  giveTime: async ({ pick, yes }) => {
    const { id } = await oneOf<{ id: string }>(pick, `select id from obligation_extension order by id`);
    const body = yes ? ({ outcome: 'granted', note: null } as const) : ({ outcome: 'refused', note: '够了' } as const);
    return (await house.as('county')).call(decideExtension, { params: { extensionId: id }, body });
  },
  assess: async ({ at, pick }) =>
    (await house.as(clerks[at]!)).call(openAssessment, {
      params: { unitId: house.id(units[at]!) },
      body: { heldOn: `2026-03-1${pick % 10}` },
    }),
  // Of fewer papers than are a result there is another vote.
  count: async ({ pick, yes }) => {
    const { id, code } = await oneOf<{ id: string; code: string }>(
      pick,
      `select a.id, o.code from assessment a join organisation o on o.id = a.unit_id
       where not exists (select from tally_assessment t where t.assessment_id = a.id) order by a.id`,
    );
    const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
    const params = { assessmentId: id };
    const body = {
      member: { ...none, satisfied: yes ? 12 : 5, dissatisfied: yes ? pick % 3 : 0 },
      representative: none,
    };
    for (const who of code === 'SCHOOL'
      ? (['clerk', 'secretary'] as const)
      : (['communityClerk', 'communityHead'] as const))
      // oxlint-disable-next-line no-await-in-loop -- two tellers, one after the other
      await (await house.as(who)).call(enterCount, { params, body });
    return (await house.as('team')).call(confirmAssessment, { params });
  },
  // Its members go first, then it closes: as offices do it.
  closeUnit: async () => {
    for (const personId of (
      await rows<{ id: string }>(
        `select person_id as id from membership where unit_id = '${house.id('STATION')}' and to_on is null order by 1`,
      )
    ).map(({ id }) => id)) {
      const body = { reason: 'left', on: '2026-03-20' } as const;
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what is tried
      await (await house.as('county')).call(endMembership, { params: { personId }, body });
    }
    const params = { organisationId: house.id('STATION') };
    return (await house.as('county')).call(closeOrganisation, { params, body: { on: '2026-03-20', reason: '撤并' } });
  },
  // What it was ordered to correct is answered and verified first.
  mergeUnit: async () => {
    await settleOrders('CLINIC');
    const params = { organisationId: house.id('CLINIC') };
    const body = { intoId: house.id('COMMUNITY'), on: '2026-03-20', reason: '合并' };
    return (await house.as('office')).call(mergeOrganisation, { params, body });
  },
};

async function settleOrders(unit: (typeof units)[number]): Promise<void> {
  const unverified = await rows<{ id: string }>(
    `select id from order_to_correct o where unit_id = '${house.id(unit)}'
     and not exists (select from order_verification v where v.order_id = o.id and v.outcome = 'verified') order by id`,
  );
  for (const { id } of unverified) {
    const answering = { params: { orderId: id }, body: { text: '已改', file: null } };
    // oxlint-disable-next-line no-await-in-loop -- one after the other is what is tried
    await refusalOf((await house.as(clerks[units.indexOf(unit)]!)).call(answerOrder, answering));
    // oxlint-disable-next-line no-await-in-loop -- as above
    const last = await rows<{ id: string }>(
      `select id from order_answer where order_id = '${id}' order by version desc limit 1`,
    );
    const verifying = { params: { answerId: last[0]?.id ?? '' }, body: { outcome: 'verified', note: null } as const };
    // oxlint-disable-next-line no-await-in-loop -- as above
    await refusalOf((await house.as('team')).call(verifyOrder, verifying));
  }
}

/** So that no run leaves out a kind that the rules seldom allow. */
const everyKind: Act[] = (Object.keys(acts) as Kind[]).flatMap((what) =>
  [0, 1, 2, 3].map((at) => ({ what, at, pick: at * 7, yes: at % 2 === 0 })),
);

/** What was too few papers is folded before the next vote is open. */
const tooFew: Act[] = (['assess', 'count'] as const).map((what) => ({ what, at: 0, pick: 9, yes: false }));
const again: Act[] = [{ what: 'assess', at: 0, pick: 9, yes: false }];

/** Make-ups that are taken back, of whomever that is allowed, whatever else makes of the others. */
const madeUp: Act[] = (['record', 'makeUp', 'takeMakeUpBack'] as const).flatMap((what) =>
  [0, 1, 2, 3].map((pick) => ({ what, at: 0, pick, yes: true })),
);

const counts = new Map<Kind, number>();

async function perform(each: Act): Promise<void> {
  try {
    if ((await refusalOf(doing[each.what](each))) === null) counts.set(each.what, (counts.get(each.what) ?? 0) + 1);
  } catch (error) {
    if (!(error instanceof NothingThere)) throw error;
  }
}

/** The gate is worked out from the records; the list behind the overview is what was folded. */
async function gatesAgree(): Promise<void> {
  const county = await house.as('county');
  const params = { organisationId: house.id('COUNTY') };
  for (const code of units) {
    if ((await refusalOf(county.call(readGate, { params: { unitId: house.id(code) } }))) !== null) continue;
    const { findings, stageCode } = await county.call(readGate, { params: { unitId: house.id(code) } });
    if (stageCode === null) continue;
    for (const { code: condition, verdict } of findings) {
      const query = { stage: stageCode, condition, limit: 200 };
      const listed: RouteAnswer<typeof listStandings> = await county.call(listStandings, { params, query });
      const standing = listed.rows.find(({ unit }) => unit.id === house.id(code))?.verdict;
      assert.equal(standing, verdict, `${code}: ${condition}`);
    }
  }
}

test('whatever was recorded, corrected, moved, let off and closed: incremental = recount, standings = gates', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 40 }), async (each) => {
      for (const one of each) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other is what is tried
        await perform(one);
      }
      await house.fold();
      assert.deepEqual(await house.differences(), []);
      await gatesAgree();
    }),
    // What one run leaves the next begins with: a smaller counterexample would not be one.
    { numRuns: 8, endOnFailure: true, examples: [[madeUp], [tooFew], [again], [everyKind]] },
  );
  const never = (Object.keys(acts) as Kind[]).filter((kind) => !counts.has(kind));
  assert.deepEqual(never, [], `never allowed; of the others ${JSON.stringify([...counts])}`);
});

test('and so it stays when the campaign is closed over it, and when everything is counted again', async () => {
  const office = await house.as('office');
  const { id } = (await rows<{ id: string }>(`select id from campaign`))[0] ?? assert.fail();
  const { unfinished } = await office.call(readClosing, { params: { campaignId: id } });
  const body = { closedOn: '2026-03-20', reason: '结束', unfinished };
  await office.call(closeCampaign, { params: { campaignId: id }, body });
  await house.fold();
  assert.deepEqual(await house.differences(), []);
  await house.recount();
  assert.deepEqual(await house.differences(), []);
});

test('counted again from nothing, or over what is wrong, everything is as it was folded', async () => {
  const folded = await everything();
  await rows(`delete from rollup_counter`);
  await rows(`delete from rollup_standing`);
  assert.equal(await house.recount(), folded.figures.length);
  assert.deepEqual(await everything(), folded);
  await rows(`update rollup_counter set amount = amount + 1 where measure like 'condition:%'`);
  await rows(`update rollup_counter set measure = 'never:' || measure where measure like 'hours:%'`);
  await rows(`update rollup_standing set value = 'never', num = 7 where item not like 'owed:%'`);
  await rows(`update rollup_standing set item = 'never:' || item where item like 'owed:%'`);
  await house.recount();
  assert.deepEqual(await everything(), folded);
});

async function everything() {
  return {
    figures:
      await rows(`select region_id, path::text as path, campaign_id, stage_code, measure, amount from rollup_counter where amount <> 0
      order by 1, 2, 3, 4, 5`),
    standings:
      await rows(`select region_id, participation_id, campaign_id, unit_id, stage_code, item, value, num, den, path::text as path,
      linked::text as linked from rollup_standing order by 1, 2, 5, 6`),
  };
}
