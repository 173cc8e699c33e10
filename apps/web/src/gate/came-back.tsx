import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { StateWord } from '../ui/sign/state-word.tsx';
import type { Gate } from './queries.ts';
import { cameBack } from './standing.ts';

type Props = {
  readonly gate: Gate;
  /** Beneath a word that says what is missing: that does not hide it. */
  readonly besides?: boolean;
};

/** That the last application came back, and when; nothing where it did not, or what a refusal ordered is mended. */
export function CameBack({ gate, besides = false }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const { day } = useFormat();
  const back = cameBack(gate);
  if (back === null) return null;
  const about = { team: term('team'), office: term('office') };
  return (
    <span {...(besides && { className: 'm-second' })}>
      <StateWord state="gap">
        {back.isAnswered ? t('gate.word.toMend.answered', about) : t(`gate.word.sentBack.${back.as}`, about)}
      </StateWord>{' '}
      <span className="m-caption m-nowrap">{day(civilDate(back.at))}</span>
    </span>
  );
}
