import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { InstanceLines } from '../app/desk-bar.tsx';
import { civilDate, timeText } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { Trouble } from '../app/trouble.tsx';
import { Figure } from '../ui/figure/figure.tsx';
import { TaskBar } from '../ui/frame/task-bar.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { QrCode } from '../ui/sign/qr-code.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { LeftOutThere } from './left-out-there.tsx';
import { usePlan } from './plan-queries.ts';
import { useScreen, type Screen } from './sign-in-queries.ts';
import './sign-in.css';

export const page = createLazyRoute('/plans/$planId/screen')({ component: SignInScreen });

/** For the wall of the room: a code that changes, and how many have signed in. */
function SignInScreen(): ReactNode {
  const t = useText();
  const { planId } = page.useParams();
  const { data: plan } = usePlan(planId);
  const { data, error, isPending, refetch } = useScreen(planId);
  usePageTitle(t('study.signIn.screen'));
  return (
    <div className="study-screen">
      <InstanceLines />
      <TaskBar
        title={plan === undefined ? t('study.signIn.screen') : <UserText>{plan.topic}</UserText>}
        backHref={`/plans/${planId}`}
        complaintHref={`/burden?from=${encodeURIComponent(`/plans/${planId}/screen`)}`}
      />
      {isPending && <Loading rows={6} />}
      {error !== null && <Trouble error={error} what={t('study.signIn.screen')} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <main id="main" className="study-screen-main" tabIndex={-1}>
          <Code screen={data} planId={planId} />
          <ul className="study-screen-counts">
            {data.branches.map(({ id, name, expected, signedIn, leftOut }) => (
              <li key={id}>
                <UserText>{name}</UserText>
                <Figure value={signedIn} of={expected} size="one" label={t('study.signIn.signedIn')} />
                <LeftOutThere
                  units={leftOut.map((each) => ({ ...each, who: t('study.people', { count: each.count }) }))}
                />
              </li>
            ))}
          </ul>
          <p className="m-caption">{t('study.signIn.rollIsEqual')}</p>
        </main>
      )}
    </div>
  );
}

function Code({ screen, planId }: { readonly screen: Screen; readonly planId: string }): ReactNode {
  const t = useText();
  const { day } = useFormat();
  if (screen.code === null) {
    const when = screen.isClosed ? screen.closesAt : screen.opensAt;
    const time = `${day(civilDate(when))} ${timeText(when, 'minute')}`;
    return (
      <p className="study-screen-waits">
        {t(screen.isClosed ? 'study.signIn.closedHere' : 'study.signIn.opensAt', { time })}
      </p>
    );
  }
  const address = `${window.location.origin}/plans/${planId}/sign-in?code=${screen.code}`;
  return (
    <div className="study-screen-code">
      <figure className="study-screen-qr" aria-label={t('study.signIn.scan')}>
        <QrCode value={address} size={360} />
      </figure>
      <div>
        <p>{t('study.signIn.scan')}</p>
        <p className="study-screen-digits">
          {screen.code.slice(0, 4)} {screen.code.slice(4)}
        </p>
        <p className="m-caption">{t('study.signIn.changes')}</p>
      </div>
    </div>
  );
}
