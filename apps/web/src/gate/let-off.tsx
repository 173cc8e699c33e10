import type { ReactNode } from 'react';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { LetOffNames, type Decision } from './let-off-names.tsx';
import type { Finding } from './queries.ts';

/** Whom somebody above let off what the condition counts: by whom, on which day and why; each leads to where it can be taken back. */
export function LetOff({ finding: { letOff } }: { readonly finding: Finding }): ReactNode {
  const { day } = useFormat();
  if (letOff.length === 0) return null;
  const alike = Map.groupBy(letOff, ({ by, at, reason }) => JSON.stringify([by, civilDate(at), reason]));
  return (
    <span className="m-second">
      {[...alike.values()].map((decisions) => {
        const [{ obligationId, whose, by, at, reason }] = decisions as [Decision];
        const on = day(civilDate(at));
        const link = (text: ReactNode): ReactNode => (
          <Anchor className="m-link" href={`/to-do/${obligationId}`}>
            {text}
          </Anchor>
        );
        return (
          <span key={obligationId} className="gate-let-off">
            <Say
              k={whose === null ? 'gate.letOff.unit' : 'gate.letOff.person'}
              values={{
                whose: <LetOffNames decisions={decisions} />,
                by: <UserText>{by}</UserText>,
                day: whose === null ? link(on) : on,
                reason: <UserText>{reason}</UserText>,
              }}
            />
          </span>
        );
      })}
    </span>
  );
}
