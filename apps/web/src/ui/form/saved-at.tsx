import type { ReactNode } from 'react';
import { timeText } from '../../app/format/dates.ts';
import { useText } from '../../app/i18n/use-text.ts';

/** Drafts are kept at each keystroke, and say so. */
export function SavedAt({ at }: { readonly at: string }): ReactNode {
  const t = useText();
  return <output className="m-caption">{t('ui.saved', { time: timeText(at, 'minute') })}</output>;
}
