import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { StateGlyph } from '../ui/sign/state-glyph.tsx';

/** Beside a plan while its unit's application is under way: for what it counts, and when it can be recorded. */
export function PlannedWhileJudged(): ReactNode {
  const t = useText();
  return (
    <div className="study-judged-line m-unprinted" role="note">
      <StateGlyph state="wait" />
      <span>{t('study.plan.whileJudged')}</span>
    </div>
  );
}
