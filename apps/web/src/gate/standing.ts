import { countedDay } from '@muster/core/campaign';
import { civilDate } from '../app/format/dates.ts';
import type { Finding, Gate, Transition } from './queries.ts';

/** Where a unit stands before its next stage, in one of eleven ways; the head of its page says which. */
export type Standing =
  | { readonly is: 'outside' }
  | { readonly is: 'finished' }
  /** Its campaign was closed in this stage; with how much of it hard and open. */
  | { readonly is: 'over'; readonly on: string; readonly stage: Gate['stages'][number]['title']; readonly hard: number }
  | { readonly is: 'blocked'; readonly hard: number; readonly others: number }
  | { readonly is: 'early'; readonly earliestOn: string; readonly met: Met }
  | { readonly is: 'ready'; readonly met: Met }
  /** It was refused, and nobody has verified yet what it was ordered to mend: nothing is applied for before. */
  | { readonly is: 'to-mend'; readonly as: 'open' | 'answered'; readonly dueOn: string }
  /** All that stops it is mended, and its last application came back: why has to be read before the next one. */
  | { readonly is: 'sent-back'; readonly as: SentBack }
  | { readonly is: 'applied' | 'endorsed'; readonly since: string };

/**
 * How much is met where nothing hard is open: a condition without a standard is open to nobody and met by nobody; `hard`
 * where others are open, which whoever endorses and decides has to weigh.
 */
export type Met = 'all' | 'some' | 'none' | 'hard';

export type SentBack = Extract<Transition['state'], 'returned' | 'refused' | 'stale'>;

type Seen = Pick<
  Gate,
  'campaignId' | 'campaignClosedOn' | 'stageCode' | 'stages' | 'findings' | 'transition' | 'earlier' | 'unmended'
>;

type Applied = Pick<Gate, 'transition' | 'earlier' | 'stageCode'>;

/** How the last application of the open stage came back; null where it did not, or another one is open. */
export function sentBackAs({ transition, earlier, stageCode }: Applied): SentBack | null {
  const last = earlier.at(-1);
  if (transition !== null || last === undefined || last.stageCode !== stageCode) return null;
  return last.state === 'returned' || last.state === 'refused' || last.state === 'stale' ? last.state : null;
}

/** The same, and since when, until what a refusal ordered is verified; with an answer it waits for that. */
export function cameBack(
  gate: Applied & Pick<Gate, 'unmended'>,
): { readonly as: SentBack; readonly isAnswered: boolean; readonly at: string } | null {
  const as = sentBackAs(gate);
  const last = gate.earlier.at(-1);
  if (as === null || last === undefined || last.order?.state === 'verified') return null;
  const isAnswered = gate.unmended.length > 0 && gate.unmended.every(({ state }) => state === 'answered');
  return { as, isAnswered, at: last.steps.at(-1)?.at ?? '' };
}

/** The last day that counts for a gate: its own, or the one on which its campaign was closed. */
export function dayOf({ asOf, campaignClosedOn }: Pick<Gate, 'asOf' | 'campaignClosedOn'>): string {
  return countedDay({ closedOn: campaignClosedOn }, civilDate(asOf));
}

/** `today` is a civil date. At the gate, waiting counts as not met; what is not hard stops nobody. */
export function standingOf(gate: Seen, today: string): Standing {
  if (gate.campaignId === null) return { is: 'outside' };
  const stage = gate.stages.find(({ code }) => code === gate.stageCode);
  if (stage === undefined) return gate.stages.length > 0 ? { is: 'finished' } : { is: 'outside' };
  const { transition } = gate;
  const open = openOf(gate.findings);
  if (gate.campaignClosedOn !== null)
    return { is: 'over', on: gate.campaignClosedOn, stage: stage.title, hard: open.hard };
  if (transition !== null && (transition.state === 'applied' || transition.state === 'endorsed')) {
    return { is: transition.state, since: stepAt(transition, transition.state)?.at ?? '' };
  }
  if (open.hard > 0) return { is: 'blocked', ...open };
  const [order] = gate.unmended;
  if (order !== undefined)
    return { is: 'to-mend', as: order.state === 'answered' ? 'answered' : 'open', dueOn: order.dueOn };
  const met = metOf(gate.findings);
  const as = sentBackAs(gate);
  const isMended = as === 'refused' && gate.earlier.at(-1)?.order?.state === 'verified';
  if (as !== null && !isMended && today >= stage.earliestOn) return { is: 'sent-back', as };
  return today < stage.earliestOn ? { is: 'early', earliestOn: stage.earliestOn, met } : { is: 'ready', met };
}

/** Something of it is still to be done. */
export function isUnderWay({ is }: Pick<Standing, 'is'>): boolean {
  return is !== 'outside' && is !== 'finished' && is !== 'over';
}

export function metOf(findings: readonly Pick<Finding, 'verdict'>[]): Met {
  if (findings.some(isOpen)) return 'hard';
  if (!findings.some(({ verdict }) => verdict === 'met')) return 'none';
  return findings.some(({ verdict }) => verdict === 'not-set') ? 'some' : 'all';
}

export function isOpen({ verdict }: Pick<Finding, 'verdict'>): boolean {
  return verdict === 'not-met' || verdict === 'waiting';
}

/** What stops the unit, and what is open besides and stops nobody. */
export function openOf(findings: readonly Pick<Finding, 'verdict' | 'isHard'>[]): { hard: number; others: number } {
  const open = findings.filter(isOpen);
  const hard = open.filter(({ isHard }) => isHard).length;
  return { hard, others: open.length - hard };
}

/** The one after the open stage; null when that is the last. */
export function nextStage(stages: Gate['stages']): Gate['stages'][number] | null {
  return stages.find(({ state }) => state === 'ahead') ?? null;
}

export function stepAt(transition: Transition, step: string): Transition['steps'][number] | undefined {
  return transition.steps.findLast((one) => one.step === step);
}

/** Open ones by due date, the order of the playbook within a day. */
export function openByDue(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(isOpen).toSorted((a, b) => a.due.localeCompare(b.due));
}

/** How many lack something, how much in all, and the most that one of them lacks; minutes. */
export function shortfall(missing: readonly { readonly minutes: number }[]): {
  people: number;
  all: number;
  most: number;
} {
  return {
    people: missing.length,
    all: missing.reduce((sum, { minutes }) => sum + minutes, 0),
    most: Math.max(0, ...missing.map(({ minutes }) => minutes)),
  };
}

/** How many lack it whose names one does not see. */
export function lackingUnseen({ num, den, missing }: Finding): number {
  return Math.max(0, (den ?? 0) - (num ?? 0) - missing.length);
}

/** Members who must reach it: all of them, or the share that the threshold asks for. */
export function neededOf({ den, thresholdNum, thresholdDen }: Finding): number | null {
  if (den === null) return null;
  if (thresholdNum === null || thresholdDen === null) return den;
  return Math.ceil((den * thresholdNum) / thresholdDen);
}
