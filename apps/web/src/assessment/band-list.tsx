import type { ReactNode } from 'react';
import { useCampaign, type Campaign } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';

type Band = Campaign['bands'][number];

/** All bands from above, so that the one reached is seen among the others; none borrows a state's colour. */
export function BandList({ band }: { readonly band: number | null }): ReactNode {
  const t = useText();
  const bands = useCampaign()?.bands ?? [];
  if (bands.length === 0) return null;
  return (
    <ul className="assessment-bands" aria-label={t('assessment.bands')}>
      {bands.map((one, place) => (
        <li key={`${one.min}-${one.below}`} {...(place === band && { 'aria-current': true })}>
          <Bounds band={one} />
          {place === band && <b> {t('assessment.thisOne')}</b>}
        </li>
      ))}
    </ul>
  );
}

function Bounds({ band: { min, below } }: { readonly band: Band }): ReactNode {
  const t = useText();
  if (min !== null && below !== null) return t('assessment.band.between', { min, below });
  if (min !== null) return t('assessment.band.from', { min });
  return t('assessment.band.under', { below: below ?? 100 });
}
