import type { ReactNode } from 'react';
import { Say } from '../app/i18n/say.tsx';
import { StateGlyph } from '../ui/sign/state-glyph.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { ActivitySheet } from './queries.ts';

/** Who met as well and is not on the sheet, and when they can come onto it. */
export function LeftOut({ of }: { readonly of: ActivitySheet['leftOut'] }): ReactNode {
  return of.map(({ unit, isJudged, people }) => (
    <div key={unit.id} className="study-judged-line" role="note">
      <StateGlyph state={isJudged ? 'wait' : 'na'} />
      <span>
        <Say
          k={isJudged ? 'study.leftOutStill' : 'study.leftOutOnce'}
          count={people.length}
          values={{ unit: <UserText>{unit.name}</UserText> }}
        />
      </span>
    </div>
  ));
}
