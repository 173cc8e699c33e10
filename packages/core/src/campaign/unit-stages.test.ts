import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../kernel/index.ts';
import { catalogue } from './catalogue.ts';
import { document } from './document.fixture.ts';
import type { Playbook, Stage } from './playbook.ts';
import { readPlaybook } from './read-playbook.ts';
import { trackOf, unitStages } from './unit-stages.ts';

const playbook: Playbook = { ...(readPlaybook(document(), catalogue) as Playbook), minimumTotalDays: 0 };
const [learn, show] = playbook.stages as [Stage, Stage];
const windows = [
  { code: 'learn', startsOn: '2026-07-01', endsOn: '2026-08-10' },
  { code: 'show', startsOn: '2026-08-15', endsOn: '2026-09-30' },
];

test('given tracks for units of some kinds, the first that is for a unit like this is its way; else the default', () => {
  const title = { zh: '类', en: 'Track' };
  const track = (code: string, classes: string[] | null, operations: 'halted'[] | null) => ({
    code,
    title,
    emphasis: null,
    for: [{ classes, operations }],
  });
  const tracks = [
    { code: 'by-hand', title, emphasis: null, for: null },
    track('halted', null, ['halted']),
    track('schools', ['school'], null),
  ];
  const of = (classes: string[], operation: 'running' | 'halted') =>
    trackOf({ tracks, defaultTrack: 'town' }, { classes, operation });
  assert.equal(of(['school'], 'running'), 'schools');
  assert.equal(of(['rural-school', 'school'], 'running'), 'schools');
  assert.equal(of(['school'], 'halted'), 'halted');
  assert.equal(of(['clinic'], 'running'), 'town');
});

test('given its windows, a unit begins by filling each, and may leave it after the fewest days', () => {
  assert.deepEqual(
    unitStages(playbook, 'town', windows).map(({ startsOn, earliestOn, endsOn, windowTo }) => [
      startsOn,
      earliestOn,
      endsOn,
      windowTo,
    ]),
    [
      ['2026-07-01', '2026-07-30', '2026-08-10', '2026-08-10'],
      ['2026-08-15', '2026-08-15', '2026-09-30', '2026-09-30'],
    ],
  );
});

test('given a stage of another track, it is not gone through and positions are counted anew', () => {
  const tracked = {
    ...playbook,
    stages: [
      { ...learn, tracks: ['island'] },
      { ...show, tracks: ['town'] },
    ],
  };
  assert.deepEqual(
    unitStages(tracked, 'town', windows).map(({ code, position }) => [code, position]),
    [['show', 1]],
  );
});

test('given a total, the last stage cannot be left before it is reached', () => {
  const last = unitStages({ ...playbook, minimumTotalDays: 90 }, 'town', windows)[1]!;
  assert.equal(last.earliestOn, '2026-09-28');
});

test('whatever the windows and the fewest days, stages follow one another and none is shorter than it must be', () => {
  const day = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(
      day,
      day,
      day,
      day,
      fc.integer({ min: 1, max: 80 }),
      fc.integer({ min: 0, max: 150 }),
      (a, b, c, d, fewest, total) => {
        const given = [
          { code: 'learn', startsOn: addDays('2026-07-01', a), endsOn: addDays('2026-07-01', a + b) },
          {
            code: 'show',
            startsOn: addDays('2026-07-01', a + b + 1 + c),
            endsOn: addDays('2026-07-01', a + b + 1 + c + d),
          },
        ];
        const stricter = { stages: [{ ...learn, minimumDays: fewest }, show], minimumTotalDays: total };
        const [one, other] = unitStages(stricter, 'town', given) as [
          ReturnType<typeof unitStages>[number],
          ReturnType<typeof unitStages>[number],
        ];
        assert.ok(other.startsOn > one.endsOn);
        for (const stage of [one, other]) {
          assert.ok(stage.startsOn >= stage.windowFrom && stage.endsOn <= stage.windowTo);
          assert.ok(
            stage.earliestOn >= addDays(stage.startsOn, stage.minimumDays - 1) && stage.earliestOn <= stage.endsOn,
          );
        }
        if (total > 0) assert.ok(other.earliestOn >= addDays(one.startsOn, total - 1));
      },
    ),
  );
});
