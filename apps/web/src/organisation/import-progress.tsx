import type { ReactNode } from 'react';
import { countText } from '../app/format/numbers.ts';
import { useText } from '../app/i18n/use-text.ts';
import './import.css';
import type { Standing } from './use-progress.ts';

/** How many rows are read, checked or written; a bar of rows done, not of time guessed. */
export function ImportProgress({ standing }: { readonly standing: Standing | null }): ReactNode {
  const t = useText();
  const phase = standing === null || standing.phase === 'done' ? 'waiting' : standing.phase;
  const { done, all } = standing ?? { done: 0, all: 0 };
  const isCounted = all > 0 && phase !== 'waiting';
  return (
    <div className="m-import-progress">
      <span>{t(`organisation.importing.phase.${phase}`)}</span>
      {isCounted && (
        <span className="m-caption m-import-count">
          {t('organisation.importing.rowsDone', { count: all, done: countText(done), all: countText(all) })}
        </span>
      )}
      <progress aria-label={t(`organisation.importing.phase.${phase}`)} {...(isCounted && { value: done, max: all })} />
    </div>
  );
}
