import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { StateWord } from '../ui/sign/state-word.tsx';
import { CameBack } from './came-back.tsx';
import type { Gate } from './queries.ts';
import { dayOf, standingOf, type Met } from './standing.ts';

/** Nothing met is not green. */
const stateOf = (met: Met): 'met' | 'na' => (met === 'none' ? 'na' : 'met');

/** Where a unit stands, in a line of a list. */
export function StandingWord({ gate }: { readonly gate: Gate }): ReactNode {
  const t = useText();
  const term = useTerms();
  const { day } = useFormat();
  const standing = standingOf(gate, dayOf(gate));
  switch (standing.is) {
    case 'outside':
      return <StateWord state="na">{t('gate.word.outside')}</StateWord>;
    case 'finished':
      return <StateWord state="met">{t('gate.verdict.finished')}</StateWord>;
    case 'over':
      return (
        <StateWord state={standing.hard > 0 ? 'gap' : 'na'}>
          {standing.hard > 0 ? t('gate.word.over.open', { count: standing.hard }) : t('gate.word.over.none')}
        </StateWord>
      );
    case 'blocked':
      return (
        <>
          <StateWord state="gap">{t('gate.word.blocked', { count: standing.hard })}</StateWord>
          <CameBack gate={gate} besides />
        </>
      );
    case 'early':
      return (
        <>
          <StateWord state={stateOf(standing.met)}>
            {t(`gate.word.early.${standing.met}`, { day: day(standing.earliestOn) })}
          </StateWord>
          <CameBack gate={gate} besides />
        </>
      );
    case 'ready':
      return <StateWord state={stateOf(standing.met)}>{t(`gate.word.ready.${standing.met}`)}</StateWord>;
    case 'to-mend':
      return <StateWord state="gap">{t(`gate.word.toMend.${standing.as}`, { office: term('office') })}</StateWord>;
    case 'sent-back':
      return (
        <StateWord state="gap">
          {t(`gate.word.sentBack.${standing.as}`, { team: term('team'), office: term('office') })}
        </StateWord>
      );
    case 'applied':
      return <StateWord state="wait">{t('gate.state.applied', { team: term('team') })}</StateWord>;
    case 'endorsed':
      return <StateWord state="wait">{t('gate.state.endorsed', { office: term('office') })}</StateWord>;
  }
}
