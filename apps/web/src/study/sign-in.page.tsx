import { createLazyRoute } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { InstanceLines } from '../app/desk-bar.tsx';
import { FormFault } from '../app/form-fault.tsx';
import { civilDate, timeText } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useTermText } from '../app/term-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useFormFaults } from '../app/refusal.ts';
import { useSearchParam } from '../app/search-param.ts';
import { useMe } from '../app/session.ts';
import { Trouble } from '../app/trouble.tsx';
import { Button } from '../ui/form/button.tsx';
import { InputField } from '../ui/form/input-field.tsx';
import { TaskBar } from '../ui/frame/task-bar.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { StateGlyph } from '../ui/sign/state-glyph.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useOwnSignIn, useSignIn, type OwnSignIn } from './sign-in-queries.ts';
import './sign-in.css';

export const page = createLazyRoute('/plans/$planId/sign-in')({ component: SignIn });

/** On the telephone of whoever has come: scanned, it is done; else the number is typed. */
function SignIn(): ReactNode {
  const t = useText();
  const me = useMe();
  const { planId } = page.useParams();
  const { data, error, isPending, refetch } = useOwnSignIn(planId);
  usePageTitle(t('study.signIn.title'));
  return (
    <div className="study-task">
      <InstanceLines />
      <TaskBar
        title={t('study.signIn.title')}
        backHref={`/people/${me.person.id}`}
        about={<UserText>{me.person.name}</UserText>}
        complaintHref={`/burden?from=${encodeURIComponent(`/plans/${planId}/sign-in`)}`}
      />
      <main id="main" className="study-sign-in" tabIndex={-1}>
        {isPending && <Loading rows={4} />}
        {error !== null && <Trouble error={error} what={t('study.signIn.title')} onRetry={() => void refetch()} />}
        {data !== undefined && (
          <>
            <h2>
              <UserText>{data.topic}</UserText>
            </h2>
            <p className="m-caption">
              <About own={data} />
            </p>
            <Standing own={data} planId={planId} />
          </>
        )}
      </main>
    </div>
  );
}

function About({ own }: { readonly own: OwnSignIn }): ReactNode {
  const t = useText();
  const { due } = useFormat();
  return (
    <Facts>
      {t('study.fromTo', {
        day: due(civilDate(own.startsAt)),
        start: timeText(own.startsAt, 'minute'),
        end: timeText(own.endsAt, 'minute'),
      })}
      {own.place !== null && <UserText>{own.place}</UserText>}
    </Facts>
  );
}

function Standing({ own, planId }: { readonly own: OwnSignIn; readonly planId: string }): ReactNode {
  const t = useTermText();
  const { day } = useFormat();
  if (own.signedAt !== null)
    return (
      <output className="study-signed">
        <StateGlyph state="met" /> {t('study.signIn.done', { time: timeText(own.signedAt) })}
      </output>
    );
  if (own.state === 'called-off') return <output>{t('study.signIn.calledOff')}</output>;
  if (own.state === 'over') return <output>{t('study.signIn.over')}</output>;
  if (own.state === 'closed') {
    const time = `${day(civilDate(own.closesAt))} ${timeText(own.closesAt, 'minute')}`;
    return <output>{t('study.signIn.closed', { time })}</output>;
  }
  if (own.state === 'not-yet') {
    const time = `${day(civilDate(own.opensAt))} ${timeText(own.opensAt, 'minute')}`;
    return <output>{t('study.signIn.opensAt', { time })}</output>;
  }
  if (own.leftOut === 'judged') return <output>{t('refusal.sign-in-while-judged')}</output>;
  if (own.leftOut === 'no-stage') return <output>{t('refusal.sign-in-without-stage')}</output>;
  return <CodeForm planId={planId} />;
}

function CodeForm({ planId }: { readonly planId: string }): ReactNode {
  const t = useText();
  const scanned = useSearchParam('code');
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useSignIn(planId);
  const faults = useFormFaults(error, ['code']);
  const digits = code.replaceAll(/\D/gu, '');
  const missing = tried && digits.length !== 8 ? t('study.signIn.eightDigits') : undefined;
  const sendScanned = useEffectEvent(() => {
    if (scanned !== '') mutate(scanned);
  });
  useEffect(() => sendScanned(), []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (digits.length === 8) mutate(digits);
      }}
    >
      <InputField
        label={t('study.signIn.number')}
        hint={t('study.signIn.numberHint')}
        error={missing ?? faults.at('code')}
        value={code}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        onChange={setCode}
      />
      <FormFault>{faults.rest}</FormFault>
      <Button primary type="submit" busy={isPending}>
        {t('study.signIn.title')}
      </Button>
    </form>
  );
}
