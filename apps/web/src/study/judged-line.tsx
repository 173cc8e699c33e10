import { Fragment, type ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useTermText } from '../app/term-text.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { StateGlyph } from '../ui/sign/state-glyph.tsx';
import { UserText } from '../ui/text/user-text.tsx';

type Named = { readonly id: string; readonly name: string };

/** These have applied: what is recorded stays as it is, in the words of the refusal, and where the application stands. */
export function JudgedLine({ units }: { readonly units: readonly Named[] }): ReactNode {
  const t = useText();
  const term = useTerms();
  return (
    <Line units={units} isNamed={units.length > 1}>
      {t('refusal.evidence-window-closed', { termTeam: term('team') })}
    </Line>
  );
}

/** Of a joint branch: theirs are on no new sheet, the others meet on. */
export function LeftOutNow({ units }: { readonly units: readonly Named[] }): ReactNode {
  const t = useText();
  return (
    <Line units={units} isNamed>
      {t('study.leftOutNow')}
    </Line>
  );
}

/** There are people of other units on it: who sees them all records and corrects. */
export function PartlySeenLine(): ReactNode {
  const t = useTermText();
  return (
    <Line units={[]} isNamed={false}>
      {t('refusal.roll-partly-seen')}
    </Line>
  );
}

type Props = { readonly units: readonly Named[]; readonly isNamed: boolean; readonly children: ReactNode };

function Line({ units, isNamed, children }: Props): ReactNode {
  const t = useText();
  return (
    <div className="study-judged-line m-unprinted" role="note">
      <StateGlyph state="wait" />
      <span>
        {children}{' '}
        {units.map(({ id, name }) => (
          <Fragment key={id}>
            <Anchor className="m-link" href={`/units/${id}`}>
              {isNamed ? <UserText>{name}</UserText> : t('study.seeApplication')}
            </Anchor>{' '}
          </Fragment>
        ))}
      </span>
    </div>
  );
}
