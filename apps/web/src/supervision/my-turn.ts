import type { Gate } from '../gate/queries.ts';

type Bilingual = Gate['stages'][number]['title'];

export type Turn = {
  readonly key: string;
  readonly is: 'decide' | 'review' | 'report' | 'confirm' | 'order' | 'verify' | 'check' | 'self-check';
  readonly unit: { readonly id: string; readonly name: string };
  /** What it is about, as a playbook or somebody called it; null where the act says it all. */
  readonly about: Bilingual | string | null;
  /** null: at once. */
  readonly due: string | null;
  readonly href: string;
};

/** What of this unit waits for the person who looks, by what the answer says that person may do. */
export function turnsOf({ unit, transition, findings }: Pick<Gate, 'unit' | 'transition' | 'findings'>): Turn[] {
  const at = { unit: { id: unit.id, name: unit.name }, href: `/units/${unit.id}` };
  const step = transition?.may.decide === true ? 'decide' : transition?.may.endorse === true ? 'review' : null;
  const counts = findings.flatMap(({ act, title, due }): Turn[] => {
    if (!act.mayDo || act.targetId === null) return [];
    const turn = { ...at, key: act.targetId, about: title, due };
    if (act.kind === 'confirm-assessment') return [{ ...turn, is: 'confirm', href: `/assessments/${act.targetId}` }];
    return act.kind === 'order-correction'
      ? [{ ...turn, is: 'order', href: `/organisations/${act.targetId}/findings` }]
      : [];
  });
  return [
    ...(step === null ? [] : [{ ...at, key: transition?.id ?? unit.id, is: step, about: null, due: null } as const]),
    ...counts,
  ];
}
