import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import type { State } from '../ui/sign/state.ts';
import { StateWord } from '../ui/sign/state-word.tsx';
import { useDrill } from './batch.ts';
import { standingsAddress, type Verdict } from './queries.ts';
import './rollup.css';

const stateOfVerdict: Readonly<Record<Verdict, State>> = {
  met: 'met',
  'not-met': 'gap',
  waiting: 'wait',
  'not-applicable': 'na',
  'not-set': 'na',
};

const offered: readonly Verdict[] = ['not-met', 'waiting', 'met', 'not-applicable', 'not-set'];

export function readVerdict(text: string): Verdict | null {
  return offered.find((verdict) => verdict === text) ?? null;
}

type Props = {
  readonly organisationId: string;
  readonly stage: string;
  readonly condition: string;
  readonly chosen: Verdict | null;
};

/** One line above the list; what is missing stands first. */
export function VerdictFilter({ organisationId, stage, condition, chosen }: Props): ReactNode {
  const t = useText();
  const drill = useDrill();
  const address = (verdict?: Verdict): string =>
    drill(standingsAddress(organisationId, { stageCode: stage, code: condition }, verdict));
  const items = offered.map((verdict) => ({
    key: verdict,
    href: address(verdict),
    label: <VerdictWord verdict={verdict} />,
    here: verdict === chosen,
  }));
  const all = { key: 'all', href: address(), label: t('rollup.standings.all'), here: chosen === null };
  return <FilterLine name={t('rollup.standings.state')} items={[...items, all]} />;
}

export function VerdictWord({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const t = useText();
  const state = stateOfVerdict[verdict];
  if (verdict !== 'not-set') return <StateWord state={state} small />;
  return (
    <StateWord state={state} small>
      {t('ui.standardNotSet')}
    </StateWord>
  );
}
