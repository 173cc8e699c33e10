import type { ReactNode } from 'react';
import { useText } from './i18n/use-text.ts';

/** Above a list that a figure leads to: how much of the figure is not in it, since whoever looks does not see it. */
export function BeyondSight({ count = 0 }: { readonly count: number | undefined }): ReactNode {
  const t = useText();
  return count === 0 ? null : <p className="m-sheet-body m-caption">{t('app.beyondSight', { count })}</p>;
}
