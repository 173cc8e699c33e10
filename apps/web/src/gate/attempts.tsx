import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import type { State } from '../ui/sign/state.ts';
import { UserText } from '../ui/text/user-text.tsx';
import { Moment } from './flow.tsx';
import type { Transition } from './queries.ts';

const stateOf: Readonly<Record<Transition['state'], State>> = {
  applied: 'wait',
  endorsed: 'wait',
  returned: 'gap',
  refused: 'gap',
  stale: 'gap',
  passed: 'met',
  lapsed: 'gap',
};

/** Every application with its steps, the present one first; none is ever taken away. */
export function Attempts({ attempts }: { readonly attempts: readonly Transition[] }): ReactNode {
  const t = useText();
  if (attempts.length === 0) return null;
  return (
    <Sheet title={t('gate.attempts')} caption={t('gate.attemptsKept')}>
      <ul className="gate-attempts">
        {attempts.map((attempt) => (
          <li key={attempt.id}>
            <Attempt attempt={attempt} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function Attempt({ attempt }: { readonly attempt: Transition }): ReactNode {
  const titles = useTitles();
  return (
    <>
      <b>{titles.stage(attempt.stageCode)}</b> <TransitionState transition={attempt} />
      <ol>
        {attempt.steps.map(({ step, actorName, at, note }) => (
          <li key={`${step}${at}`}>
            <Say
              k={`gate.step.${stepName(step)}`}
              values={{ who: <UserText>{actorName}</UserText>, time: <Moment at={at} /> }}
            />
            {note !== null && (
              <blockquote>
                <UserText>{note}</UserText>
              </blockquote>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

export function TransitionState({ transition: { state } }: { readonly transition: Transition }): ReactNode {
  const t = useText();
  const term = useTerms();
  return (
    <StateWord state={stateOf[state]} small>
      {t(`gate.state.${state}`, { team: term('team'), office: term('office'), campaign: term('campaign') })}
    </StateWord>
  );
}

const steps = ['applied', 'endorsed', 'returned', 'passed', 'refused'] as const;

function stepName(step: string): (typeof steps)[number] {
  return steps.find((one) => one === step) ?? 'applied';
}
