import type { Gate } from '../gate/queries.ts';
import type { Obligation } from '../obligation/queries.ts';
import { turnsOf, type Turn } from './my-turn.ts';
import type { Order } from './order-queries.ts';

type Seen = Pick<
  Gate,
  'unit' | 'transition' | 'findings' | 'stages' | 'stageCode' | 'unreported' | 'selfCheck' | 'recused'
>;

/** Besides, what a team does for each of its units: it reports counts, and goes through what the unit said of itself. */
function teamTurnsOf(gate: Seen): Turn[] {
  const { unit, stages, stageCode, unreported, selfCheck } = gate;
  const at = { unit: { id: unit.id, name: unit.name }, about: null };
  const stage = stages.find(({ code }) => code === stageCode);
  const due = stage?.endsOn ?? null;
  // Of one's own unit somebody else does both.
  if (gate.recused) return turnsOf(gate);
  return [
    ...turnsOf(gate),
    ...unreported.map(({ assessmentId }): Turn => ({
      ...at,
      key: assessmentId,
      is: 'report',
      due,
      href: `/assessments/${assessmentId}`,
    })),
    ...(selfCheck?.is === 'unchecked'
      ? [{ ...at, key: unit.id, is: 'self-check', due, href: `/units/${unit.id}/self-check` } as const]
      : []),
  ];
}

/** All that waits for a team, the earliest due first. A count that several units share is one matter. */
export function awaiting(gates: readonly Seen[], orders: readonly Order[], handedIn: readonly Obligation[]): Turn[] {
  const verify = orders
    .filter(({ may }) => may.verify)
    .map(({ id, unit, text, dueOn }): Turn => ({
      key: id,
      is: 'verify',
      unit,
      about: text,
      due: dueOn,
      href: `/orders/${id}`,
    }));
  const check = handedIn.map(({ id, unit, title, dueOn }): Turn => ({
    key: id,
    is: 'check',
    unit,
    about: title,
    due: dueOn,
    href: `/obligations/${id}`,
  }));
  const turns = [...gates.flatMap(teamTurnsOf), ...verify, ...check];
  const once = new Map(turns.map((turn) => [`${turn.is} ${turn.key}`, turn]));
  return [...once.values()].toSorted((one, other) => (one.due ?? '').localeCompare(other.due ?? ''));
}
