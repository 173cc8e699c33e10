import { useTranslation } from 'react-i18next';
import type { TextKey } from './texts.ts';

/** Numbers are grouped by thousands; `count` also chooses the English plural. */
export type TextValues = Readonly<Record<string, string | number>>;
export type Text = (key: TextKey, values?: TextValues) => string;

/** Our own words. What people typed is never a value here: that is `Say` with a `UserText`. */
export function useText(): Text {
  const { t } = useTranslation();
  return (key, values) => t(key, { ...values });
}
