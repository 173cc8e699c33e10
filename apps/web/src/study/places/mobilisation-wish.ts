import { levels, mobilisedStates, type Level, type MobilisedState } from '@muster/core/study';
import { useSearchParam } from '../../app/search-param.ts';

/** What of the mobilisation one looks at; kind and stage as the place has them where none is named. */
export type Wish = {
  readonly level: Level;
  readonly kind: string | undefined;
  readonly stage: string | undefined;
  readonly state: MobilisedState;
};

export function useWish(): Wish {
  const level = useSearchParam('level');
  const state = useSearchParam('state');
  const kind = useSearchParam('kind');
  const stage = useSearchParam('stage');
  return {
    level: levels.find((one) => one === level) ?? 'unit',
    state: mobilisedStates.find((one) => one === state) ?? 'not-held',
    kind: kind === '' ? undefined : kind,
    stage: stage === '' ? undefined : stage,
  };
}

export const wishOf = ({ level, state, kind, stage }: Wish) => ({
  level,
  state,
  ...(kind !== undefined && { kind }),
  ...(stage !== undefined && { stage }),
});
