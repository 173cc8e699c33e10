import type { ReactNode } from 'react';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Facts } from '../../ui/text/facts.tsx';
import type { Leader } from './queries.ts';

/** Since when, and what was done there. */
export function PointFigures({ point }: { readonly point: Leader['contactPoints'][number] }): ReactNode {
  const t = useText();
  const { day } = useFormat();
  const { fromOn, toOn, attended, lectures, guided, solved } = point;
  return (
    <Facts>
      {toOn === null
        ? t('supervision.leaders.since', { day: day(fromOn) })
        : t('supervision.leaders.fromTo', { from: day(fromOn), to: day(toOn) })}
      {attended === 0 ? t('supervision.leaders.neverAttended') : t('supervision.leaders.attended', { count: attended })}
      {lectures > 0 && t('supervision.leaders.lectures', { count: lectures })}
      {guided > 0 && t('supervision.leaders.guided', { count: guided })}
      {solved > 0 && t('supervision.leaders.solved', { count: solved })}
    </Facts>
  );
}
