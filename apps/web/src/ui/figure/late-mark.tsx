import type { ReactNode } from 'react';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import './late-mark.css';

/** A late entry says so in a word and with both dates, for ever. Civil dates. */
export function LateMark({ happened, recorded }: { readonly happened: string; readonly recorded: string }): ReactNode {
  const t = useText();
  const { day } = useFormat();
  return <span className="m-late">{t('ui.late', { happened: day(happened), recorded: day(recorded) })}</span>;
}
