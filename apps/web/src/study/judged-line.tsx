import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { StateGlyph } from '../ui/sign/state-glyph.tsx';

/** The unit has applied: what is recorded stays as it is, in the words of the refusal, and where the application stands. */
export function JudgedLine({ unitId }: { readonly unitId: string }): ReactNode {
  const t = useText();
  const term = useTerms();
  return (
    <div className="study-judged-line m-unprinted" role="note">
      <StateGlyph state="wait" />
      <span>
        {t('refusal.evidence-window-closed', { termTeam: term('team') })}{' '}
        <Anchor className="m-link" href={`/units/${unitId}`}>
          {t('study.seeApplication')}
        </Anchor>
      </span>
    </div>
  );
}
