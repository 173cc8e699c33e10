import type { RouteAnswer } from '@muster/contract';
import type { readPlaybookInForce } from '@muster/contract/campaign';
import {
  catalogue,
  datedSteps,
  dueDay,
  leadersDuties,
  type Condition,
  type Deliverable,
  type LectureDuty,
  type Merged,
  type Stage,
} from '@muster/core/campaign';
import { sql } from 'kysely';
import { hostsOf, type Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { layersAround, liesAbove, mergedFrom } from './effective-playbooks.ts';
import { layersInForce } from './layers-in-force.view.ts';
import { documentsPinned } from './pinned-documents.ts';
import { originsOf, type Origins } from './origins.ts';
import { participationIn, type ParticipationStage } from './participations.ts';
import { campaignAtHand, type CampaignState } from './queries.ts';
import { storedPlaybooks } from './stored-playbooks.ts';
import { unitsToCome } from './units-to-come.view.ts';

type InForce = NonNullable<RouteAnswer<typeof readPlaybookInForce>['playbook']>;
type StageInForce = InForce['stages'][number];

/**
 * What holds at a node in the campaign at hand; null where there is none. A unit that takes part sees the days of its own stages, and what
 * the one at hand opened under: a layer put since then shows in the stages to come alone.
 */
export async function playbookInForce(tx: ReadTx, node: Node, asking: Asking): Promise<InForce | null> {
  const campaign = await campaignAtHand(tx, node, asking);
  if (campaign === null) return null;
  const around = await layersAround(tx, campaign.id, node.place);
  const above = around.filter((layer) => liesAbove(layer, node.place));
  const titles = await listTitles(tx);
  const unitId = node.kind === 'branch' ? (await hostsOf(tx, [node.id])).get(node.id)?.id : node.id;
  const participation = unitId === undefined ? null : await participationIn(tx, unitId, campaign.id);
  const dates = node.kind === 'unit' ? (participation?.stages ?? []) : [];
  const begun = new Set(participation?.stages.flatMap(({ code, openedAt }) => (openedAt === null ? [] : [code])));
  const ahead = await mergedFrom(tx, campaign.lineage, above);
  const pinned = participation === null ? null : await documentsPinned(tx, participation);
  const held = pinned === null ? ahead : (await storedPlaybooks(tx, [pinned]))(pinned);
  const now = answerOf(campaign, held, dates);
  const { stages } = answerOf(campaign, ahead, dates);
  return {
    ...now,
    stages: stages.map((stage) => now.stages.find(({ code }) => begun.has(code) && code === stage.code) ?? stage),
    ...guidanceAnswer(held, titles),
    layers: await layersInForce(tx, campaign, { merged: ahead, put: above, pinned }, (documents) =>
      unitsToCome(tx, node, campaign.id, { actor: asking.actor, documents }),
    ),
  };
}

type Titles = (code: string) => { code: string; title: { zh: string; en: string } };

/** What the instance calls its member categories and classes of units. */
async function listTitles(tx: ReadTx): Promise<Titles> {
  const { rows } = await sql<{ code: string; title: { zh: string; en: string } }>`
    select code, jsonb_build_object('zh', title_zh, 'en', title_en) as title from member_category
    union all select code, jsonb_build_object('zh', title_zh, 'en', title_en) from unit_class`.execute(tx);
  const known = new Map(rows.map((row) => [row.code, row.title]));
  return (code) => ({ code, title: known.get(code) ?? { zh: code, en: code } });
}

function guidanceAnswer(merged: Merged, titles: Titles): Pick<InForce, 'memberGuidance' | 'classGuidance'> {
  const from = originsOf(merged);
  const { memberGuidance, classGuidance } = merged.playbook;
  return {
    memberGuidance: memberGuidance.map(({ category, text }, index) => ({
      category: titles(category),
      text,
      layer: from(`memberGuidance.${index}`).layer,
    })),
    classGuidance: classGuidance.map(({ classes, text }, index) => ({
      classes: classes.map(titles),
      text,
      layer: from(`classGuidance.${index}`).layer,
    })),
  };
}

function answerOf(
  campaign: CampaignState,
  merged: Merged,
  dates: readonly ParticipationStage[],
): Omit<InForce, 'memberGuidance' | 'classGuidance' | 'layers'> {
  const { playbook } = merged;
  const from = originsOf(merged);
  const lines = linesFrom(from);
  return {
    campaignId: campaign.id,
    title: playbook.title,
    theme: playbook.theme === null ? null : { title: playbook.theme, layer: from('theme').layer },
    goals: lines('goals', playbook.goals, ({ batches }) => ({ batches: batches === null ? null : [...batches] })),
    notes: lines('notes', playbook.notes),
    responsibilities: lines('responsibilities', playbook.responsibilities, ({ who }) => ({ who })),
    reports: lines('reports', playbook.reports, ({ every, by, to, since }) => ({ every, by, to, since })),
    references: lines('references', playbook.references),
    studyHourMinutes: playbook.studyHourMinutes,
    shortestSessionMinutes: playbook.shortestSessionMinutes,
    fewestVoters: playbook.fewestVoters,
    daysBetweenAssessments: playbook.daysBetweenAssessments,
    minimumTotalDays: playbook.minimumTotalDays,
    joining: playbook.joining,
    activityKinds: lines(
      'activities',
      playbook.activityKinds,
      ({ isCollective, isConcentrated, isMobilisation, countsAs }) => ({
        isCollective,
        isConcentrated,
        isMobilisation,
        countsAs,
      }),
    ),
    absenceReasons: lines('absences', playbook.absenceReasons),
    makeUp:
      playbook.makeUp === null
        ? null
        : {
            daysBeforeEnd: playbook.makeUp.daysBeforeEnd,
            ...from('makeUp'),
            modes: lines('makeUp.modes', playbook.makeUp.modes, ({ earns }) => ({ earns })),
          },
    leaders: leadersDuties.flatMap((duty) => {
      const times = playbook.leaders[duty];
      return times === null ? [] : [{ duty, ...times, ...from(`leaders.${duty}`) }];
    }),
    tracks: lines('tracks', playbook.tracks, (track) => ({
      for: predicateAnswer(track.for),
      emphasis: track.emphasis,
    })),
    batches: playbook.batches.map((batch) => ({
      ...batch,
      classes: batch.classes === null ? null : [...batch.classes],
      announced: [...batch.announced],
      layer: from('batches').layer,
    })),
    readiness: lines('readiness', playbook.readiness, ({ measures, isHard }) => ({ measures: [...measures], isHard })),
    stages: playbook.stages.map((stage) =>
      stageAnswer(
        stage,
        from,
        dates.find(({ code }) => code === stage.code),
      ),
    ),
    afterwards:
      playbook.afterwards === null
        ? null
        : { title: playbook.afterwards.title, actions: lines('afterwards.actions', playbook.afterwards.actions) },
    lists: lines('lists', playbook.lists, ({ code, items, isInOrder }) => ({
      isInOrder,
      items: items?.map((item) => ({ ...item, ...from(`lists.${code}.items.${item.code}`) })) ?? null,
    })),
  };
}

function stageAnswer(stage: Stage, from: Origins, dates: ParticipationStage | undefined): StageInForce {
  const subject = `stages.${stage.code}`;
  const lines = linesFrom(from);
  const dated = dates === undefined ? [] : datedSteps(stage.steps, dates.endsOn, dates.startsOn);
  return {
    code: stage.code,
    title: stage.title,
    ...from(subject),
    minimumDays: stage.minimumDays,
    tracks: stage.tracks === null ? null : [...stage.tracks],
    result: stage.result,
    notes: lines(`${subject}.notes`, stage.notes),
    startsOn: dates?.startsOn ?? null,
    endsOn: dates?.endsOn ?? null,
    actions: lines(`${subject}.actions`, stage.actions),
    steps: lines(`${subject}.steps`, stage.steps, (step) => {
      const days = dated.find((each) => each.step.code === step.code);
      return {
        days: step.days,
        fromOn: days?.from ?? null,
        toOn: days?.to ?? null,
        actions: lines(`${subject}.steps.${step.code}.actions`, step.actions),
      };
    }),
    deliverables: lines(`${subject}.deliverables`, stage.deliverables, (owed) => deliverableAnswer(owed, dates)),
    lectures: lines(`${subject}.lectures`, stage.lectures, (duty) => lectureAnswer(duty, dates)),
    readings: lines(`${subject}.readings`, stage.readings, ({ code, chapters, notForTracks }) => ({
      chapters: lines(`${subject}.readings.${code}.chapters`, chapters),
      notForTracks: [...notForTracks],
    })),
    writings: lines(`${subject}.writings`, stage.writings, ({ number, length, instead, notForTracks }) => ({
      number,
      length,
      instead: [...instead],
      notForTracks: [...notForTracks],
    })),
    conditions: lines(`${subject}.conditions`, stage.conditions, conditionAnswer),
  };
}

function deliverableAnswer(
  { form, anchor, offsetDays, notForTracks }: Deliverable,
  dates: ParticipationStage | undefined,
) {
  const dueOn = dates === undefined ? null : dueDay(dates, { anchor, offsetDays });
  return { form, anchor, offsetDays, dueOn, notForTracks: [...notForTracks] };
}

function lectureAnswer(
  { by, activityKinds, ownScript, dueDaysBeforeEnd: offsetDays, notForTracks, exemptCategories }: LectureDuty,
  dates: ParticipationStage | undefined,
) {
  const dueOn = dates === undefined ? null : dueDay(dates, { anchor: 'end', offsetDays });
  return {
    by,
    activityKinds: [...activityKinds],
    ownScript,
    offsetDays,
    dueOn,
    notForTracks: [...notForTracks],
    exemptCategories: [...exemptCategories],
  };
}

function conditionAnswer(condition: Condition) {
  const { measure, grain, isHard, memberNeeds, comparison, threshold, dueDaysBeforeEnd } = condition;
  return {
    measure,
    grain,
    isHard,
    memberNeeds,
    comparison,
    deliverable: condition.deliverable,
    activityKind: condition.activityKind,
    lecture: condition.lecture,
    presentNum: condition.present?.num ?? null,
    presentDen: condition.present?.den ?? null,
    dueDaysBeforeEnd,
    unitOfMeasure: catalogue.find(({ code }) => code === measure)?.unitOfMeasure ?? 'votes',
    thresholdNum: threshold?.num ?? null,
    thresholdDen: threshold?.den ?? null,
    notForTracks: [...condition.notForTracks],
    onlyFor: predicateAnswer(condition.onlyFor),
  };
}

function predicateAnswer(predicate: Condition['onlyFor']) {
  return (
    predicate?.map(({ classes, operations }) => ({
      classes: classes === null ? null : [...classes],
      operations: operations === null ? null : [...operations],
    })) ?? null
  );
}

interface Named {
  readonly code: string;
  readonly title: { readonly zh: string; readonly en: string };
}

/** Named things as lines of an answer, each with where it comes from. */
function linesFrom(from: Origins) {
  return <T extends Named, More extends object = object>(
    subject: string,
    things: readonly T[],
    more?: (thing: T) => More,
  ) =>
    things.map((thing) => ({
      code: thing.code,
      title: thing.title,
      ...from(`${subject}.${thing.code}`),
      ...(more?.(thing) as More),
    }));
}
