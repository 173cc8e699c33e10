import { useEffect, useState, type ReactNode } from 'react';
import { civilDate, timeText } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useLanguage } from '../../app/i18n/use-language.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useNow } from '../../app/now.ts';
import { Button } from '../form/button.tsx';
import { lineAtFoot, marginsTakeLines } from './page-foot.ts';
import './printed.css';

/** Prints the page as it stands; only what is of use on paper comes out. */
export function PrintButton(): ReactNode {
  const t = useText();
  return <Button onClick={() => window.print()}>{t('ui.print')}</Button>;
}

type FootProps = {
  /** Whose it is; what is not known yet is left out. */
  readonly whose: readonly (string | undefined)[];
  /** When the server gave what the page shows, in milliseconds. */
  readonly asOf: number;
};

/**
 * At the foot of every sheet of paper: whose it is, when it was printed and as of when; on the screen there is nothing. Where a browser
 * cannot repeat it, it stands once, at the end.
 */
export function PrintFoot({ whose, asOf }: FootProps): ReactNode {
  const t = useText();
  const between = useLanguage() === 'zh' ? '\u3000' : ', ';
  const now = useNow();
  const { fullDay } = useFormat();
  const [repeats] = useState(marginsTakeLines);
  const at = (instant: string) => `${fullDay(civilDate(instant))} ${timeText(instant, 'minute')}`;
  const line = [
    ...whose.filter((each) => each !== undefined),
    t('ui.printedAt', { time: at(now) }),
    ...(asOf > 0 ? [t('ui.asOf', { time: at(new Date(asOf).toISOString()) })] : []),
  ].join(between);
  useEffect(() => (repeats ? lineAtFoot(line) : undefined), [repeats, line]);
  return repeats ? null : <footer className="m-print-foot">{line}</footer>;
}
