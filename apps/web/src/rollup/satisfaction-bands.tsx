import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useNow } from '../app/now.ts';
import { AsOf } from '../ui/figure/as-of.tsx';
import { Bands } from '../ui/figure/bands.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { bandWords } from './band-words.ts';
import { useDrill } from './batch.ts';
import { unitsInAddress, type OverviewAnswer } from './queries.ts';

type BandsProps = { readonly organisationId: string } & Pick<OverviewAnswer, 'bands' | 'asOf'>;

/** All bands, also those in which nobody is, once somebody has voted. */
export function SatisfactionBands({ organisationId, bands, asOf }: BandsProps): ReactNode {
  const t = useText();
  const term = useTerms();
  const drill = useDrill();
  const now = useNow();
  const assessed = bands.reduce((sum, band) => sum + band.units, 0);
  if (assessed === 0) return null;
  return (
    <Sheet
      title={t('rollup.bands.title')}
      caption={t('rollup.bands.units', { count: assessed, unit: term('unit', assessed === 1 ? 'one' : 'many') })}
      {...(asOf !== null && { right: <AsOf at={asOf} now={now} /> })}
    >
      <Bands
        bands={bands.map(({ min, below, units }, place) => ({
          key: `${min} ${below}`,
          label: bandWords(t, { min, below }),
          count: units,
          href: drill(unitsInAddress(organisationId, null, 'band', String(place))),
        }))}
      />
    </Sheet>
  );
}
