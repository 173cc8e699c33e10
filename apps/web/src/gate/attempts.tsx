import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import type { State } from '../ui/sign/state.ts';
import { UserText } from '../ui/text/user-text.tsx';
import { Moment } from './flow.tsx';
import type { Gate, Transition } from './queries.ts';
import { ToMend } from './to-mend.tsx';

const stateOf: Readonly<Record<Transition['state'], State>> = {
  applied: 'wait',
  endorsed: 'wait',
  returned: 'gap',
  refused: 'gap',
  stale: 'gap',
  passed: 'met',
  lapsed: 'gap',
};

type Props = {
  readonly attempts: readonly Transition[];
  /** The stage that a refused unit has still before it. */
  readonly next?: Gate['stages'][number] | null;
};

/** Every application with its steps, the latest first; none is ever taken away. */
export function Attempts({ attempts, next = null }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const term = useTerms();
  const { day } = useFormat();
  if (attempts.length === 0) return null;
  return (
    <Sheet title={t('gate.attempts')} caption={t('gate.attemptsKept')}>
      {next !== null && attempts.some(({ state }) => state === 'refused') && (
        <p className="gate-shift">
          {t('gate.shifts', {
            stage: titles.of(next.title),
            day: day(next.startsOn),
            office: term('office'),
          })}{' '}
          {next.byOrder !== null && t('gate.shiftsByOrder', { day: day(next.byOrder.startsOn) })}
        </p>
      )}
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
      {attempt.order !== null && <ToMend order={attempt.order} />}
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
