import type { ReactNode } from 'react';
import { civilDate, timeText } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useNow } from '../../app/now.ts';
import { Button } from '../form/button.tsx';
import { Facts } from '../text/facts.tsx';
import './printed.css';

/** Prints the page as it stands; only what is of use on paper comes out. */
export function PrintButton(): ReactNode {
  const t = useText();
  return <Button onClick={() => window.print()}>{t('ui.print')}</Button>;
}

type FootProps = {
  /** Whose it is. */
  readonly children: ReactNode;
  /** When the server gave what the page shows, in milliseconds. */
  readonly asOf: number;
};

/** At the foot of every sheet of paper: whose it is, when it was printed and as of when. On the screen there is nothing. */
export function PrintFoot({ children, asOf }: FootProps): ReactNode {
  const t = useText();
  const now = useNow();
  const { fullDay } = useFormat();
  const at = (instant: string) => `${fullDay(civilDate(instant))} ${timeText(instant, 'minute')}`;
  return (
    <footer className="m-print-foot">
      <Facts>
        {children}
        {t('ui.printedAt', { time: at(now) })}
        {asOf > 0 && t('ui.asOf', { time: at(new Date(asOf).toISOString()) })}
      </Facts>
    </footer>
  );
}
