import type { ReactNode } from 'react';
import { civilDate, timeText } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Icon } from '../sign/icon.tsx';
import './as-of.css';

type Props = {
  /** Instant at which the figures were counted. */
  readonly at: string;
  /** The present instant, when the page knows it: past five minutes the line warns. */
  readonly now?: string;
  /** A gate says that it was worked out from records. */
  readonly counted?: boolean;
};

const fresh = 5 * 60_000;

export function AsOf({ at, now = at, counted = false }: Props): ReactNode {
  const t = useText();
  const format = useFormat();
  const today = civilDate(at) === civilDate(now);
  const time = today ? timeText(at) : `${format.day(civilDate(at))} ${timeText(at, 'minute')}`;
  const stale = Date.parse(now) - Date.parse(at) > fresh;
  return (
    <span className={`m-as-of m-caption${stale ? ' m-wait' : ''}`}>
      {stale && <Icon name="clock" size={13} />}
      {t(counted ? 'ui.countedAsOf' : 'ui.asOf', { time })}
    </span>
  );
}
