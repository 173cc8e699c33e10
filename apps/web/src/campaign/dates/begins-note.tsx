import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import type { DatedStage } from './queries.ts';

type Props = {
  /** The stage that is left before. */
  readonly open: DatedStage;
  readonly today: string;
  /** The office refused the last application of the open stage. */
  readonly isRefused: boolean;
  /** Of an order that moves the dates, its day. */
  readonly mendBy: string | null;
};

/** A stage begins when the unit is let pass, sooner or later than planned; after a refusal on no day that has gone by, and by an order on its day. */
export function BeginsNote({ open: { earliestOn }, today, isRefused, mendBy }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const { day } = useFormat();
  return (
    <span className="m-second">
      {t(`campaign.dates.begins.${isRefused ? 'refused' : 'passed'}`, {
        office: term('office'),
        unit: term('unit'),
        day: day(earliestOn > today ? earliestOn : today),
      })}{' '}
      {mendBy !== null && t('campaign.dates.begins.mended', { by: day(mendBy) })}
    </span>
  );
}
