import { createLazyRoute } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTerm } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useDraft } from '../app/draft.ts';
import { civilDate, timeText } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { OfCampaign } from '../app/of-campaign.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { useFieldFault, useRefusal } from '../app/refusal.ts';
import { Trouble } from '../app/trouble.tsx';
import { Button, ButtonLink } from '../ui/form/button.tsx';
import { ConfirmButton } from '../ui/form/confirm-button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Input } from '../ui/form/input.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateGlyph } from '../ui/sign/state-glyph.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { draftOf } from './plan-fields-of.ts';
import { PlanForm } from './plan-form.tsx';
import { PlannedWhileJudged } from './planned-while-judged.tsx';
import { PlanFacts } from './plan-line.tsx';
import { useCallOff, useChangePlan, useComing, usePlan, type Plan } from './plan-queries.ts';
import './study.css';

export const page = createLazyRoute('/plans/$planId')({ component: PlanPage });

/** One planned activity: who meets, whose sheet is there, and what may still be changed. */
function PlanPage(): ReactNode {
  const t = useText();
  const { planId } = page.useParams();
  const { data: plan, error, isPending, refetch } = usePlan(planId);
  usePageTitle(t('study.plan.title'));
  return (
    <>
      <DeskBar />
      <Page>
        {isPending && <Loading rows={6} />}
        {error !== null && <Trouble error={error} what={t('study.plan.title')} onRetry={() => void refetch()} />}
        {plan !== undefined && (
          <OfCampaign id={plan.campaignId}>
            <PageHead
              title={<UserText>{plan.topic}</UserText>}
              caption={<PlanFacts plan={plan} />}
              actions={<ScreenLink plan={plan} />}
            />
            {plan.calledOff === null && plan.branches.some(waits) && <PlannedWhileJudged />}
            <Course plan={plan} />
            <Branches plan={plan} />
            {plan.mayChange && <ChangeForm key={plan.changed?.at ?? ''} plan={plan} />}
            {plan.mayChange && <CallOffForm plan={plan} />}
          </OfCampaign>
        )}
      </Page>
    </>
  );
}

const waits = ({ isJudged, recordedBy }: Plan['branches'][number]): boolean => isJudged && recordedBy === null;

/** Who planned, changed and called it off. */
function Course({ plan }: { readonly plan: Plan }): ReactNode {
  const { day } = useFormat();
  const time = (at: string): string => `${day(civilDate(at))} ${timeText(at, 'minute')}`;
  return (
    <>
      {plan.calledOff !== null && (
        <div className="study-void-line" role="note">
          <StateGlyph state="gap" />
          <Say
            k="study.plan.calledOffBy"
            values={{
              who: <UserText>{plan.calledOff.by}</UserText>,
              reason: <UserText>{plan.calledOff.reason}</UserText>,
            }}
          />
        </div>
      )}
      <p className="m-caption">
        <Say
          k="study.plan.plannedBy"
          values={{ who: <UserText>{plan.plannedBy}</UserText>, time: time(plan.plannedAt) }}
        />{' '}
        {plan.changed !== null && (
          <Say
            k="study.plan.changedBy"
            values={{ who: <UserText>{plan.changed.by}</UserText>, time: time(plan.changed.at) }}
          />
        )}
      </p>
    </>
  );
}

function Branches({ plan }: { readonly plan: Plan }): ReactNode {
  const t = useText();
  const title = useTerm('branch', 'start-many');
  return (
    <Sheet title={title}>
      <ul className="study-plans">
        {plan.branches.map(({ id, name, recordedBy, mayRecord, isJudged }) => (
          <li key={id}>
            <p>
              <UserText>{name}</UserText>
              <span className="m-second">
                {recordedBy === null ? (
                  t(id === plan.host.id ? 'study.plan.hosts' : 'study.plan.takesPart')
                ) : (
                  <Say k="study.plan.sheetBy" values={{ who: <UserText>{recordedBy}</UserText> }} />
                )}
              </span>
            </p>
            {recordedBy !== null && plan.activityId !== null && (
              <Anchor className="m-link" href={`/activities/${plan.activityId}?branch=${id}`}>
                {t('study.sheet')}
              </Anchor>
            )}
            {recordedBy === null && mayRecord && plan.calledOff === null && (
              <RecordLink plan={plan} branchId={id} isJudged={isJudged} />
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** Beside the roll call, not in its place. */
function ScreenLink({ plan }: { readonly plan: Plan }): ReactNode {
  const t = useText();
  if (plan.calledOff !== null || !plan.branches.some((branch) => branch.mayRecord && branch.recordedBy === null))
    return null;
  return <ButtonLink href={`/plans/${plan.id}/screen`}>{t('study.signIn.screen')}</ButtonLink>;
}

type RecordProps = { readonly plan: Plan; readonly branchId: string; readonly isJudged: boolean };

function RecordLink({ plan, branchId, isJudged }: RecordProps): ReactNode {
  const t = useText();
  if (isJudged)
    return (
      <Button small reason={t('study.judgedNow')}>
        {t('study.record')}
      </Button>
    );
  if (plan.activityId === null && branchId !== plan.host.id)
    return (
      <Button small reason={t('study.plan.afterHost')}>
        {t('study.record')}
      </Button>
    );
  return (
    <ButtonLink small href={`/branches/${branchId}/record?plan=${plan.id}`}>
      {t('study.record')}
    </ButtonLink>
  );
}

function ChangeForm({ plan }: { readonly plan: Plan }): ReactNode {
  const t = useText();
  const { value, change, discard } = useDraft(`plan-change.${plan.id}`, draftOf(plan));
  const { mutate, isPending, error } = useChangePlan(plan.id, discard);
  const { data } = useComing(plan.host.id);
  return (
    <details className="study-void m-unprinted">
      <summary>{t('study.plan.change')}</summary>
      <Sheet padded>
        <PlanForm
          draft={value}
          kinds={data?.kinds ?? [plan.kind]}
          change={change}
          act={t('study.plan.saveChange')}
          busy={isPending}
          error={error}
          onSave={mutate}
        />
      </Sheet>
    </details>
  );
}

function CallOffForm({ plan }: { readonly plan: Plan }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const fieldFault = useFieldFault();
  const { value, change, discard } = useDraft(`call-off.${plan.id}`, { reason: '' });
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useCallOff(plan.id, discard);
  const reason = value.reason.trim();
  const missing = tried && reason === '' ? t('study.fault.call-off-reason-missing') : undefined;
  const fault = missing ?? (error === null ? undefined : (fieldFault(error, 'reason') ?? sayRefusal(error)));
  return (
    <details className="study-void m-unprinted">
      <summary>{t('study.plan.callOff')}</summary>
      <Sheet padded>
        <Field label={t('study.plan.callOffReason')} {...(fault !== undefined && { error: fault })}>
          {(wires) => (
            <Input
              {...wires}
              value={value.reason}
              maxLength={200}
              onChange={(event) => change({ reason: event.target.value })}
            />
          )}
        </Field>
        {reason === '' ? (
          <Button onClick={() => setTried(true)}>{t('study.plan.callOffThis')}</Button>
        ) : (
          <ConfirmButton busy={isPending} effect={t('study.plan.callOffEffect')} onConfirm={() => mutate(reason)}>
            {t('study.plan.callOffThis')}
          </ConfirmButton>
        )}
      </Sheet>
    </details>
  );
}
