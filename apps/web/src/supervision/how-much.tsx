import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';

/** That nothing waits is said only where all of it is known. */
export function HowMuch({ count, failed }: { readonly count: number; readonly failed: boolean }): ReactNode {
  const t = useText();
  if (count > 0) return t('supervision.await', { count });
  return t(failed ? 'supervision.notAllFetched' : 'supervision.nothingAwaits');
}
