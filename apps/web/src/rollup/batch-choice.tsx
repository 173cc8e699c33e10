import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useTermText } from '../app/term-text.ts';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useBatch } from './batch.ts';
import type { OverviewAnswer } from './queries.ts';
import './rollup.css';

type Props = {
  readonly address: string;
  readonly batches: OverviewAnswer['batches'];
  /** Totals of the rosters stand at the top of the page, and stay those of all. */
  readonly totalsOnTop?: boolean;
};

/** All batches or one of them, once there are several; in the address, and kept by whatever leads on from here. */
export function BatchChoice({ address, batches, totalsOnTop = false }: Props): ReactNode {
  const t = useTermText();
  const titles = useTitles();
  const chosen = useBatch();
  if (batches.length < 2) return null;
  const all = { key: 'all', href: address, label: t('rollup.batch.all'), here: chosen === null };
  return (
    <div className="m-roll-batch">
      <FilterLine
        name={t('rollup.batch.choose')}
        items={[
          all,
          ...batches.map(({ number, title }) => ({
            key: String(number),
            href: `${address}?batch=${number}`,
            label: title === null ? t('campaign.batch', { number }) : <UserText>{titles.of(title)}</UserText>,
            here: chosen === number,
          })),
        ]}
      />
      {chosen !== null && (
        <p className="m-caption">{t(totalsOnTop ? 'rollup.batch.noteOnTop' : 'rollup.batch.note')}</p>
      )}
    </div>
  );
}

/** Of which batch a list is. */
export function BatchFact(): ReactNode {
  const t = useText();
  const batch = useBatch();
  return batch === null ? null : <span>{t('campaign.batch', { number: batch })}</span>;
}
