import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { countText } from '../app/format/numbers.ts';
import { useText } from '../app/i18n/use-text.ts';
import type { Standing } from '../app/use-progress.ts';
import { UnderWay } from '../ui/sign/under-way.tsx';

/** How many units of a batch that is being opened take part by now. */
export function OpeningProgress({ standing }: { readonly standing: Standing | null }): ReactNode {
  const t = useText();
  const units = useTerms()('unit', 'many');
  if (standing === null || standing.phase === 'done') return null;
  const { done, all } = standing;
  const words = t('campaign.opening.done', { done: countText(done), all: countText(all), units });
  return (
    <div className="m-field">
      <UnderWay what={t('campaign.opening.underWay')} counted={all > 0 ? { done, all, words } : null} />
    </div>
  );
}
