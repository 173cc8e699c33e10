import type { ReactNode } from 'react';
import { countText } from '../../app/format/numbers.ts';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import type { Pasted, PastedLine } from './read-pasted.ts';

const listed = 8;

/** What was read from the paste, said at once: how many parts and their sum, and every line that is not understood. */
export function PastedReading({ pasted }: { readonly pasted: Pasted }): ReactNode {
  const t = useText();
  const good = pasted.lines.filter(isGood);
  const bad = pasted.lines.filter((line) => !isGood(line));
  if (pasted.lines.length === 0) return null;
  return (
    <div className="claims-read" aria-live="polite">
      {good.length > 0 && (
        <StateWord state="met">
          {t('organisation.claims.readParts', {
            count: good.length,
            sum: countText(good.reduce((sum, { stated }) => sum + (stated ?? 0), 0)),
          })}
        </StateWord>
      )}
      {bad.length > 0 && (
        <>
          <StateWord state="gap">{t('organisation.claims.unread', { count: bad.length })}</StateWord>
          <ul className="m-caption">
            {bad.slice(0, listed).map(({ name, part }, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- two lines may say the same
              <li key={place}>
                <Say
                  k={part === null ? 'organisation.claims.unknownPart' : 'organisation.claims.noNumber'}
                  values={{ name: <UserText>{name}</UserText> }}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

export function isGood({ part, stated }: PastedLine): boolean {
  return part !== null && stated !== null;
}
