import type { RouteAnswer } from '@muster/contract';
import type { readStatistics } from '@muster/contract/rollup';
import { countedDay } from '@muster/core/campaign';
import { isRefusal, weekOf, type CivilDate, type Refusal } from '@muster/core/kernel';
import { hourBands } from '@muster/core/study';
import { campaignAtHand, playbookBeneath } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { batchAsked } from './batch-asked.ts';
import { isCountedAbove } from './counted-above.ts';
import { foldedAt } from './folded-at.ts';
import { bandsOf, conditionsOf, countersAt, type StageCounter } from './node-figures.ts';
import { everyWeek, stageWeeks } from './weeks.ts';

type Statistics = RouteAnswer<typeof readStatistics>;

/** A node over weeks and in bands, from its counters alone: as many queries for a branch as for a nation. */
export async function statisticsOf(
  tx: ReadTx,
  node: Node,
  number: number | undefined,
  asking: Asking,
  now: CivilDate,
): Promise<Statistics | Refusal<'not-found'>> {
  const campaign = await campaignAtHand(tx, node, asking);
  const today = campaign === null ? now : countedDay(campaign, now);
  const batch = await batchAsked(tx, campaign?.id ?? null, number);
  if (isRefusal(batch)) return batch;
  const { rows, figure } = await countersAt(tx, node, campaign?.id ?? null, batch.id);
  const stages = campaign === null ? [] : (await playbookBeneath(tx, campaign, node)).stages;
  const { id, name, tree, kind } = node;
  return {
    organisation: { id, name, tree, kind },
    campaignId: campaign?.id ?? null,
    countedAbove: await isCountedAbove(tx, node, campaign?.id ?? null),
    batches: batch.opened.map(({ number: its, title }) => ({ number: its, title })),
    asOf: await foldedAt(tx, node.regionId),
    today,
    stages: stages.map(({ code, title }) => {
      const units = figure(code, 'stage:ahead') + figure(code, 'stage:open') + figure(code, 'stage:closed');
      const moved = movedIn(rows.filter(({ stage_code }) => stage_code === code));
      return { code, title, units, weeks: [...stageWeeks(units, moved, today)] };
    }),
    bands: bandsOf(campaign?.playbook.bands ?? [], stages, figure),
    conditions: conditionsOf(stages, figure),
    hours: stages
      .map(({ code }) => ({
        stageCode: code,
        bands: hourBands.map((band) => ({ band, members: figure(code, `hours:${band}:members`) })),
      }))
      .filter(({ bands }) => bands.some(({ members }) => members > 0)),
    attendance: attendanceWeeks(rows),
    owed: owedWeeks(rows, today),
  };
}

type Tally<Key extends string> = { [K in Key]: number };

/** Sums by week, in the order of weeks, without those that come to nothing. */
function byWeek<Key extends string>(
  keys: readonly Key[],
  counted: readonly { readonly week: CivilDate; readonly key: Key; readonly amount: number }[],
): ({ week: CivilDate } & Tally<Key>)[] {
  return [...Map.groupBy(counted, ({ week }) => week)]
    .map(([week, those]) => {
      const sums = keys.map((key) => [
        key,
        those.filter((each) => each.key === key).reduce((sum, { amount }) => sum + amount, 0),
      ]);
      return { week, ...(Object.fromEntries(sums) as Tally<Key>) };
    })
    .filter((row) => keys.some((key) => row[key] !== 0))
    .toSorted((one, other) => (one.week < other.week ? -1 : 1));
}

/** As the standings name what happened to a unit in a week. */
const weekWords = {
  opened: 'opened',
  passed: 'passed',
  endedAhead: 'ended-ahead',
  endedWithin: 'ended-within',
  endedPast: 'ended-past',
} as const;

function movedIn(rows: readonly StageCounter[]) {
  const keys = Object.keys(weekWords) as (keyof typeof weekWords)[];
  const weeks = byWeek(
    keys,
    rows.flatMap(({ measure, amount }) => {
      const [word, week = ''] = measure.split(':');
      const key = keys.find((each) => weekWords[each] === word);
      return key === undefined ? [] : [{ week, key, amount }];
    }),
  );
  // Who was merged or closed before a stage that nobody has entered is not said of it.
  return weeks.some(({ opened }) => opened > 0) ? weeks : [];
}

const presences = { attendances: 'present', absences: 'absent' } as const;

function attendanceWeeks(rows: readonly StageCounter[]): Statistics['attendance'] {
  const weeks = byWeek(
    ['present', 'absent'],
    rows.flatMap(({ measure, amount }) => {
      const [word = '', week] = measure.split('@');
      return week !== undefined && word in presences
        ? [{ week, key: presences[word as keyof typeof presences], amount }]
        : [];
    }),
  );
  return [...everyWeek(weeks, (week) => ({ week, present: 0, absent: 0 }))];
}

function owedWeeks(rows: readonly StageCounter[], today: CivilDate): Statistics['owed'] {
  const weeks = byWeek(
    ['asked', 'overdue', 'coming'],
    rows.flatMap(({ measure, amount }) => {
      const [word, , dueOn] = measure.split(':');
      if (dueOn === undefined || (word !== 'asked' && word !== 'owed')) return [];
      const key = word === 'asked' ? 'asked' : dueOn < today ? 'overdue' : 'coming';
      return [{ week: weekOf(dueOn), key, amount }];
    }),
  );
  return [...everyWeek(weeks, (week) => ({ week, asked: 0, overdue: 0, coming: 0 }))];
}
