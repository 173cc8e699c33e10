import { refuse, type Refusal } from '../kernel/index.ts';

/** A unit that is to vote together with others. */
export interface PoolCandidate {
  readonly unitId: string;
  readonly name: string;
  /** Its open stage; null where it has none, or does not take part here. */
  readonly stageCode: string | null;
  /** How many may vote there, both groups together. */
  readonly voters: number;
  /** By the playbook in force there. */
  readonly fewestVoters: number;
  readonly isPooled: boolean;
  /** A vote of the stage is being counted. */
  readonly isCounting: boolean;
  /** The last vote of the stage has an outcome, and no order verified since calls for another. */
  readonly hasVoted: boolean;
  readonly evidenceClosed: boolean;
}

export interface PoolState {
  /** The first hosts the vote. */
  readonly candidates: readonly PoolCandidate[];
  /** How many may vote at all of them, nobody twice. */
  readonly together: number;
}

export type PoolRefusal = Refusal<
  | 'pool-unit-elsewhere'
  | 'pool-stages-differ'
  | 'unit-pooled-already'
  | 'pool-unit-is-counting'
  | 'pool-unit-has-voted'
  | 'pool-unit-is-judged'
  | 'pool-unit-suffices'
  | 'too-few-voters'
>;

/**
 * Units in which too few may vote, together in one stage. Only as many as it takes: a unit that could vote by itself joins when the
 * small ones do not reach the floor without it, and no two of that kind do, so that nobody’s outcome is hidden in another’s.
 */
export function formPool({ candidates, together }: PoolState): { readonly stageCode: string } | PoolRefusal {
  const [host] = candidates;
  for (const unit of candidates) {
    const refused = refuseUnit(unit);
    if (refused !== null) return refused;
  }
  const stageCode = host?.stageCode ?? '';
  const other = candidates.find((unit) => unit.stageCode !== stageCode);
  if (other !== undefined) return refuse('pool-stages-differ', { unit: other.name });
  const least = Math.max(0, ...candidates.map(({ fewestVoters }) => fewestVoters));
  const [large, another] = candidates.filter(({ voters }) => voters >= least);
  const small = candidates.filter(({ voters }) => voters < least).reduce((sum, { voters }) => sum + voters, 0);
  if (large !== undefined && (another !== undefined || small === 0 || small >= least))
    return refuse('pool-unit-suffices', { unit: large.name, voters: large.voters });
  if (together < least) return refuse('too-few-voters', { voters: together, least });
  return { stageCode };
}

function refuseUnit({ name, stageCode, ...unit }: PoolCandidate): PoolRefusal | null {
  if (stageCode === null) return refuse('pool-unit-elsewhere', { unit: name });
  if (unit.isPooled) return refuse('unit-pooled-already', { unit: name });
  if (unit.isCounting) return refuse('pool-unit-is-counting', { unit: name });
  if (unit.hasVoted) return refuse('pool-unit-has-voted', { unit: name });
  return unit.evidenceClosed ? refuse('pool-unit-is-judged', { unit: name }) : null;
}
