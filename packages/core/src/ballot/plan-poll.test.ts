import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isRefusal } from '../kernel/index.ts';
import { planPoll, type PlanningState, type PlanningUnit, type PollWish } from './index.ts';
import { now, on, people, planning, school, tenPercent, wish } from './poll.fixture.ts';

const plan = (state: Partial<PlanningState> = {}, asked: Partial<PollWish> = {}) =>
  planPoll({ ...planning, ...state }, { ...wish, ...asked }, now);
const planned = (state: Partial<PlanningState> = {}) => {
  const vote = plan(state);
  return isRefusal(vote) ? assert.fail(vote.refused) : vote;
};
const about = (unit: Partial<PlanningUnit>): Partial<PlanningState> => ({ units: [{ ...school, ...unit }] });

describe('a poll that is planned', () => {
  it('says what it is about, who votes, what blocks and from when', () => {
    const { opened, polls } = planned({ eligible: people(20, 4) });
    assert.deepEqual(opened, [
      {
        stageCode: 'study',
        attempt: 1,
        heldOn: '2026-11-23',
        electorate: { member: 20, representative: 4 },
        orderId: null,
      },
    ]);
    assert.equal(polls.length, 1);
    const [poll] = polls;
    assert.deepEqual(poll?.raters, ['member', 'representative']);
    assert.deepEqual(poll?.units, [{ id: 'school', name: '白鹭镇中心小学' }]);
    assert.deepEqual(
      [poll?.stageCode, poll?.questions, poll?.turnout],
      ['study', ['satisfaction'], { num: 1, den: 2 }],
    );
    assert.deepEqual(poll?.rule, { num: 10, den: 100 });
    assert.deepEqual([poll?.times.issuing.from, poll?.times.casting.until], [on(21), on(25)]);
  });

  it('is two where ten of each group may vote, each opened from five ballots on', () => {
    const { polls } = planned();
    assert.deepEqual(
      polls.map(({ raters, eligible, fewestCast }) => [raters, eligible.length, fewestCast]),
      [
        [['member'], 20, 5],
        [['representative'], 10, 5],
      ],
    );
  });

  it('by itself is opened only where enough ballots for an outcome were cast, and never below five', () => {
    assert.equal(planned({ eligible: people(12) }).polls[0]?.fewestCast, 10);
    assert.equal(planned({ ...about({ fewestVoters: 3 }), eligible: people(12) }).polls[0]?.fewestCast, 5);
  });

  it('needs ten who may vote, whatever the playbook says; smaller units vote together', () => {
    const few = { refused: 'too-few-voters', params: { voters: 9, least: 10 } };
    assert.deepEqual(plan({ ...about({ fewestVoters: 3 }), eligible: people(6, 3) }), few);
    assert.deepEqual(plan({ ...about({ fewestVoters: 15 }), eligible: people(10, 4) }), {
      refused: 'too-few-voters',
      params: { voters: 14, least: 15 },
    });
    const station = { ...school, id: 'station', name: '白鹭镇文化站' };
    const { opened, polls } = planned({ units: [school, station], pooledOn: '2026-11-19', eligible: people(9, 4) });
    assert.deepEqual([opened.length, polls.length], [2, 1]);
    assert.deepEqual(
      polls[0]?.units.map(({ id }) => id),
      ['school', 'station'],
    );
  });

  it('of a pool is refused where one of its units cannot vote, and before the pool was formed', () => {
    const judged = { ...school, id: 'station', evidenceClosed: true };
    assert.equal(refusalOf(plan({ units: [school, judged], pooledOn: '2026-11-19' })), 'evidence-window-closed');
    const other = { ...school, id: 'station' };
    assert.equal(refusalOf(plan({ units: [school, other], pooledOn: '2026-11-24' })), 'assessment-before-pool');
  });
});

describe('a poll is refused', () => {
  it('while no stage is open, while an application is judged and while another vote is counted', () => {
    assert.equal(refusalOf(plan(about({ stage: null }))), 'stage-not-open');
    assert.equal(refusalOf(plan(about({ evidenceClosed: true }))), 'evidence-window-closed');
    const last = { attempt: 1, confirmed: false, isTooFew: false, heldOn: '2026-11-10', orderId: null };
    assert.equal(refusalOf(plan(about({ last }))), 'assessment-open-already');
  });

  it('after an outcome, until an order is verified and the days are over, as on paper', () => {
    const last = { attempt: 1, confirmed: true, isTooFew: false, heldOn: '2026-11-10', orderId: null };
    assert.equal(refusalOf(plan(about({ last }))), 'assessment-needs-verified-order');
    const order = { id: 'order', verifiedOn: '2026-11-18' };
    assert.deepEqual(plan(about({ last, order, daysBetween: 14 })), {
      refused: 'assessment-too-soon',
      params: { earliestOn: '2026-11-24', days: 14 },
      field: 'heldOn',
    });
    const { opened } = planned(about({ last, order, daysBetween: 13 }));
    assert.deepEqual([opened[0]?.attempt, opened[0]?.orderId], [2, 'order']);
  });

  it('not after a vote without an outcome: it is held again by the order of that one', () => {
    const last = { attempt: 2, confirmed: true, isTooFew: true, heldOn: '2026-11-18', orderId: 'earlier' };
    const { opened } = planned(about({ last }));
    assert.deepEqual([opened[0]?.attempt, opened[0]?.orderId], [3, 'earlier']);
  });

  it('where somebody may vote in another of the same question at once', () => {
    const running = [{ questions: ['satisfaction'], eligible: new Set(['m3', 'r1', 'elsewhere']) }];
    assert.deepEqual(plan({ running }), { refused: 'polls-not-disjoint', params: { people: 2 } });
    assert.ok(!isRefusal(plan({ running: [{ questions: ['satisfaction'], eligible: new Set(['elsewhere']) }] })));
    assert.ok(!isRefusal(plan({ running: [{ questions: ['awareness'], eligible: new Set(['m3']) }] })));
  });

  it('without questions, with one twice, with more than a ballot holds, and where its turnout is no share', () => {
    assert.equal(refusalOf(plan({}, { questions: [] })), 'poll-without-questions');
    assert.deepEqual(plan({}, { questions: ['a', 'b', 'a'] }), {
      refused: 'poll-question-twice',
      params: { question: 'a' },
      field: 'questions.2',
    });
    const many = Array.from({ length: 17 }, (_, at) => `q${at}`);
    assert.equal(refusalOf(plan({}, { questions: many })), 'poll-questions-too-many');
    assert.ok(!isRefusal(plan({}, { questions: many.slice(1) })));
    for (const [num, den] of [
      [0, 2],
      [3, 2],
      [0.5, 1],
      [1, 0],
    ] as const)
      assert.equal(refusalOf(plan({}, { turnout: { num, den } })), 'turnout-no-share');
    assert.ok(!isRefusal(plan({}, { turnout: { num: 1, den: 1 } })));
  });
});

describe('the rule that is announced', () => {
  const ruleFor = (...conditions: PlanningUnit['conditions']) => planned(about({ conditions })).polls[0]?.rule;

  it('is the strictest that holds', () => {
    const stricter = { ...tenPercent, threshold: { num: 1, den: 20 } };
    assert.deepEqual(ruleFor(tenPercent, stricter), { num: 1, den: 20 });
    assert.deepEqual(ruleFor(stricter, tenPercent), { num: 1, den: 20 });
  });

  it('is none where nothing blocks: not set, soft, of another track, or of another measure', () => {
    assert.equal(ruleFor(), null);
    for (const other of [
      { threshold: null },
      { isHard: false },
      { applies: false },
      { measure: 'assessment.satisfied' },
      { comparison: 'at-least' as const },
    ])
      assert.equal(ruleFor({ ...tenPercent, ...other }), null);
  });
});

const refusalOf = (answer: unknown) => (isRefusal(answer) ? answer.refused : null);
