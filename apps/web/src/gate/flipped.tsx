import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import type { Finding, Gate } from './queries.ts';

/** What is no longer as it was when the unit applied: who endorses or decides is refused until it applies anew. */
export function Flipped({ gate: { flipped, findings, transition } }: { readonly gate: Gate }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const term = useTerms();
  if (flipped.length === 0) return null;
  // Whose turn it is ends it: the one returns, the other refuses.
  const about =
    transition?.state === 'endorsed'
      ? t('gate.flipped.about.endorsed', { office: term('office') })
      : t('gate.flipped.about.applied', { team: term('team') });
  return (
    <Sheet title={t('gate.flipped.title')} caption={about}>
      <ul className="gate-attempts">
        {flipped.map(({ code, was }) => {
          const now = findings.find((finding) => finding.code === code);
          return (
            now !== undefined && (
              <li key={code}>
                {titles.of(now.title)}{' '}
                <StateWord state={now.verdict === 'met' ? 'met' : 'gap'} small>
                  {t('gate.flipped.fromTo', {
                    was: t(`gate.flipped.${verdictOf(was)}`),
                    now: t(`gate.flipped.${verdictOf(now.verdict)}`),
                  })}
                </StateWord>
              </li>
            )
          );
        })}
      </ul>
    </Sheet>
  );
}

const verdicts = ['met', 'not-met', 'waiting', 'not-applicable', 'not-set'] as const satisfies Finding['verdict'][];

const verdictOf = (said: string): Finding['verdict'] => verdicts.find((each) => each === said) ?? 'waiting';
