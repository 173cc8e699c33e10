import type { ReactNode } from 'react';
import { countText } from '../app/format/numbers.ts';
import { useText } from '../app/i18n/use-text.ts';
import type { Standing } from '../app/use-progress.ts';
import { UnderWay } from '../ui/sign/under-way.tsx';
import './import.css';

/** How many rows are read, checked or written. */
export function ImportProgress({ standing }: { readonly standing: Standing | null }): ReactNode {
  const t = useText();
  const phase = standing === null || standing.phase === 'done' ? 'waiting' : standing.phase;
  const { done, all } = standing ?? { done: 0, all: 0 };
  const words = t('organisation.importing.rowsDone', { count: all, done: countText(done), all: countText(all) });
  return (
    <div className="m-import-progress">
      <UnderWay
        what={t(`organisation.importing.phase.${phase}`)}
        counted={all > 0 && phase !== 'waiting' ? { done, all, words } : null}
      />
    </div>
  );
}
