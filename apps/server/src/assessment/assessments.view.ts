import type { RouteAnswer } from '@muster/contract';
import type { listAssessments, readAssessment } from '@muster/contract/assessment';
import { mayActOn } from '@muster/core/access';
import {
  areTooFew,
  bandOf,
  blocks,
  castOf,
  courseOf,
  dissatisfiedShare,
  hasCounted,
  satisfactionShare,
  together,
  voterGroups,
  validOf,
  type AssessmentCourse,
  type Papers,
  type Share,
} from '@muster/core/assessment';
import type { Band } from '@muster/core/campaign';
import { playbooksOf } from '../campaign/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { recusedAmong } from '../supervision/index.ts';
import {
  assessmentRecords,
  countAssessments,
  unitsOf,
  type AssessmentRecord,
  type Beneath,
  type Which,
} from './records.ts';
import { roundsFor } from './rounds-for.ts';
import { blockingThresholds } from './thresholds.view.ts';

type AssessmentAnswer = RouteAnswer<typeof readAssessment>['assessment'];

export interface ShownAssessment {
  readonly record: AssessmentRecord;
  readonly answer: AssessmentAnswer;
}

/** Assessments as a page shows them to this person: nine queries whatever their number. */
export async function assessmentsFor(tx: ReadTx, which: Which, actor: Actor): Promise<ShownAssessment[]> {
  const records = await assessmentRecords(tx, which);
  if (records.length === 0) return [];
  const thresholds = await blockingThresholds(tx, records);
  const ofOneself = await recusedAmong(
    tx,
    actor.personId,
    records.flatMap((record) => unitsOf(record)),
  );
  const playbooks = await playbooksOf(tx, [...new Set(records.map((record) => record.campaignId))]);
  return records.map((record) => {
    const bands = playbooks.get(record.campaignId)?.bands ?? [];
    const recused = unitsOf(record).some(({ unitId }) => ofOneself.has(unitId));
    return { record, answer: answerOf(record, { actor, recused }, thresholds.get(record.id) ?? null, bands) };
  });
}

type Page = Pick<RouteAnswer<typeof listAssessments>, 'assessments' | 'all' | 'next'>;

/** A page of those beneath a node, and how many there are in all. */
export async function pageOfAssessments(
  tx: ReadTx,
  { limit, ...which }: Beneath & { readonly after?: string | undefined; readonly limit: number },
  actor: Actor,
): Promise<Page> {
  const shown = await assessmentsFor(tx, { ...which, limit: limit + 1 }, actor);
  const page = shown.slice(0, limit).map(({ answer }) => answer);
  const next = shown.length > limit ? (page.at(-1)?.id ?? null) : null;
  return { assessments: page, all: await countAssessments(tx, which), next };
}

interface Onlooker {
  readonly actor: Actor;
  /** Belongs to a unit that the count is about. */
  readonly recused: boolean;
}

function answerOf(
  record: AssessmentRecord,
  onlooker: Onlooker,
  threshold: Share | null,
  bands: readonly Band[],
): AssessmentAnswer {
  const course = courseOf(record.counts, record.tally !== null);
  const elsewhere = record.pool !== null && record.pool.countedIn !== null;
  return {
    id: record.id,
    campaignId: record.campaignId,
    unit: record.unit,
    stageCode: record.stageCode,
    attempt: record.attempt,
    heldOn: record.heldOn,
    fewestPapers: record.fewestPapers,
    electorate: record.electorate,
    pool: record.pool === null ? null : { ...record.pool, units: [...record.pool.units] },
    state: (elsewhere || record.isByPoll) && record.tally !== null ? 'confirmed' : course.state,
    round: course.round,
    tellers: record.counts
      .filter((count) => count.round === course.round)
      .map(({ tellerId, tellerName, round, recordedAt }) => ({
        personId: tellerId,
        name: tellerName,
        round,
        recordedAt: recordedAt.toISOString(),
      })),
    ...roundsFor(onlooker.actor, record, course),
    tooFew: tooFewOf(record.tally?.papers ?? ('papers' in course ? course.papers : null), record.fewestPapers),
    tally: tallyAnswer(record, threshold, bands),
    report: record.report === null ? null : { ...record.report, at: record.report.at.toISOString() },
    may: elsewhere ? { tell: false, confirm: false, report: false } : mayOf(record, course, onlooker),
    recused: onlooker.recused && mayActOn(onlooker.actor.grants, 'confirm-assessment', record.place),
  };
}

/** Once both have counted alike: how many there are, and nothing of what they say. */
function tooFewOf(papers: Papers | null, least: number): AssessmentAnswer['tooFew'] {
  return papers !== null && areTooFew(papers, least) ? { valid: validOf(together(papers)), least } : null;
}

function tallyAnswer(
  { tally, electorate, fewestPapers }: AssessmentRecord,
  threshold: Share | null,
  bands: readonly Band[],
): AssessmentAnswer['tally'] {
  if (tally === null || areTooFew(tally.papers, fewestPapers)) return null;
  const both = together(tally.papers);
  const satisfied = satisfactionShare(both);
  const dissatisfied = dissatisfiedShare(both);
  return {
    cast: castOf(both),
    valid: satisfied.den,
    satisfied: satisfied.num,
    dissatisfied: dissatisfied.num,
    byVoters: tally.isApart
      ? voterGroups.map((voters) => ({ voters, eligible: electorate[voters], answers: tally.papers[voters] }))
      : [{ voters: 'together', eligible: electorate.member + electorate.representative, answers: both }],
    confirmedBy: tally.confirmedBy,
    confirmedAt: tally.confirmedAt.toISOString(),
    blocks: threshold !== null && blocks(dissatisfied, threshold),
    band: bandOf(satisfied, bands),
  };
}

/** What this person could do next; the command asks again. */
function mayOf(
  record: AssessmentRecord,
  course: AssessmentCourse,
  { actor, recused }: Onlooker,
): AssessmentAnswer['may'] {
  if (!record.runs) return { tell: false, confirm: false, report: false };
  const checks = !recused && mayActOn(actor.grants, 'confirm-assessment', record.place);
  const mayCount =
    course.state === 'differing' || (course.state === 'counting' && course.counted?.tellerId !== actor.personId);
  return {
    tell: mayCount && !record.isByPoll && mayActOn(actor.grants, 'tell-assessment', record.place),
    confirm: checks && course.state === 'agreed' && !hasCounted(record.counts, actor.personId),
    report: checks && record.tally !== null && record.report === null,
  };
}
