import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Facts } from '../../ui/text/facts.tsx';
import type { Notes } from './queries.ts';

/** One writing: how many are asked and done, and how long each has to be. */
export function Asked({
  asked: { title, number, length, done },
}: {
  readonly asked: Notes['asked'][number];
}): ReactNode {
  const t = useText();
  const titles = useTitles();
  return (
    <li>
      <Facts>
        {titles.of(title)}
        {number === null ? t('study.note.done', { count: done }) : t('study.note.doneOf', { done, count: number })}
        {number === null && t('study.note.notSet')}
        {length !== null && t('study.note.atLeast', { count: length })}
      </Facts>
    </li>
  );
}
