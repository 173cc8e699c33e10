import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { Facts } from '../ui/text/facts.tsx';

type Props = { readonly present: number; readonly signed: number; readonly heads: number | null };

/** Three counts of one meeting that come from different hands; where they differ that is said. */
export function Compared({ present, signed, heads }: Props): ReactNode {
  const t = useText();
  if (signed === 0 && heads === null) return null;
  const differ = (heads !== null && heads !== present) || (signed > 0 && signed !== present);
  return (
    <p className={`m-caption study-compared${differ ? ' m-gap' : ''}`}>
      <Facts>
        {t('study.signIn.onSheet', { count: present })}
        {signed > 0 && t('study.signIn.byCode', { count: signed })}
        {heads !== null && t('study.signIn.counted', { count: heads })}
        {differ && t('study.signIn.differ')}
      </Facts>
    </p>
  );
}
