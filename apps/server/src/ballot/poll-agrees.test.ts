/** Rules and proofs know nothing of each other; whatever a poll says of itself, both have to read alike. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fewestOpened, manifestOf, outcomeOf, planPoll, publishPoll, announced } from '@muster/core/ballot';
import { pollOf, type Manifest, type Tally } from '@muster/proof';

const hex = 'ab'.repeat(32);
const day = (of: number) => new Date(Date.UTC(2026, 10, of, 1));
const tenPercent = {
  code: 'dissatisfied',
  position: 1,
  measure: 'assessment.dissatisfied',
  grain: 'unit',
  isHard: true,
  applies: true,
  memberNeeds: null,
  comparison: 'below',
  threshold: { num: 1, den: 10 },
  present: null,
  subject: null,
  layer: null,
} as const;
const bands = [
  { min: 95, below: null },
  { min: 90, below: 95 },
  { min: null, below: 90 },
];

function planned() {
  const vote = planPoll(
    {
      campaignId: 'campaign',
      units: [
        {
          id: 'school',
          name: '白鹭镇中心小学',
          stage: { code: 'study', startsOn: '2026-11-01' },
          evidenceClosed: false,
          last: null,
          order: null,
          daysBetween: 0,
          fewestVoters: 10,
          conditions: [tenPercent],
        },
      ],
      pooledOn: null,
      eligible: Array.from({ length: 40 }, (_, at) => ({ personId: `person-${at}`, as: 'member' })),
      running: [],
      bands,
      timeZone: 'Asia/Shanghai',
    },
    {
      times: {
        mode: 'windows',
        issuing: { from: day(21), until: day(23) },
        casting: { from: day(23), until: day(25) },
      },
      questions: ['satisfaction'],
      turnout: { num: 1, den: 2 },
    },
    day(20),
  );
  return 'refused' in vote ? assert.fail(vote.refused) : (vote.polls[0] ?? assert.fail('no poll'));
}

const keys = { issuer: { n: hex, e: '010001' }, issued: hex, closing: hex, box: hex };
const plan = planned();
const manifest: Manifest = manifestOf(plan, { poll: hex, rosterRoot: hex, slips: null, keys });

test('what the rules announce is a manifest, and its hash names the poll', () => {
  assert.equal(pollOf(manifest).id.length, 32);
  const later = manifestOf(
    { ...plan, fewestCast: plan.fewestCast + 1 },
    { poll: hex, rosterRoot: hex, slips: null, keys },
  );
  assert.notDeepEqual(pollOf(later).id, pollOf(manifest).id);
  assert.ok(manifest.fewestCast >= fewestOpened);
});

/** What anybody reads from the manifest and the tally alone, without a rule of ours. */
function readFromBoard({ rule, bands: drawn }: Manifest, { questions }: Tally) {
  const sum = (answers: readonly number[]) => answers.reduce((all, answer) => all + (questions[0]?.[answer] ?? 0), 0);
  if (rule === null || drawn === null) return assert.fail('nothing is ruled');
  const satisfied = (100 * sum(drawn.satisfied)) / sum(drawn.counting);
  return {
    isBlocked: sum(rule.blocking) * rule.from.den >= rule.from.num * sum(rule.counting),
    band: drawn.limits.findIndex(({ min }) => min === null || satisfied >= min),
  };
}

test('what the rules make of a tally is what the manifest says of it', () => {
  const poll = { ...announced(plan.times), closedAt: day(25) };
  for (const [spoilt, ...chosen] of [
    [0, 0, 36, 0, 4, 0],
    [2, 1, 30, 3, 3, 1],
    [0, 0, 38, 1, 0, 1],
    [1, 4, 10, 5, 1, 9],
    [0, 0, 20, 16, 4, 0],
    [0, 0, 19, 17, 3, 1],
  ]) {
    const tally: Tally = { void: spoilt ?? 0, questions: [chosen] };
    const cast = chosen.reduce((all, one) => all + one, tally.void);
    const counts = { eligible: manifest.electorate.count, issued: 40, cast };
    const { fewestCast } = plan;
    const end = publishPoll({ poll, counts, fewestCast, questions: 1, opening: tally }, day(25));
    if ('refused' in end) assert.fail(end.refused);
    const { raters, turnout, rule } = plan;
    const outcome = outcomeOf([{ raters, counts, turnout, end }], { fewestPapers: 10, bands, rule });
    assert.ok(outcome.hasOutcome);
    const { isBlocked, band } = outcome;
    assert.deepEqual({ isBlocked, band }, readFromBoard(manifest, tally));
  }
});
