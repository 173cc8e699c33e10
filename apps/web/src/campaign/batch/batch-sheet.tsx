import { useState, type ReactNode } from 'react';
import { useTerms, useTitles, type Campaign } from '../../app/campaign.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { civilDate } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { mayAnywhere, useMe } from '../../app/session.ts';
import { useRefusal } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { ConfirmButton } from '../../ui/form/confirm-button.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { ExtensionForm } from './extension-form.tsx';
import { Extensions } from './extensions.tsx';
import { PlanForm } from './plan-form.tsx';
import { rulesOf, useOpenPlanned, type Batch } from './queries.ts';

type Props = { readonly campaign: Campaign; readonly organisationId: string; readonly batch: Batch };

/** One batch: its windows as they are now, whose it is, what was given since; while it is planned, changing and opening it. */
export function BatchSheet({ campaign, organisationId, batch }: Props): ReactNode {
  const t = useText();
  const { day } = useFormat();
  const titles = useTitles();
  const me = useMe();
  const [doing, setDoing] = useState<'change' | 'extend' | null>(null);
  const { number, title, openedAt } = batch;
  const isOpen = openedAt !== null;
  return (
    <Sheet
      title={t('campaign.batch', { number })}
      caption={
        <Facts>
          {title !== null && <UserText>{titles.of(title)}</UserText>}
          {isOpen ? t('campaign.plan.openedOn', { day: day(civilDate(openedAt)) }) : t('campaign.plan.planned')}
        </Facts>
      }
      padded
    >
      <Windows batch={batch} />
      <Rules batch={batch} />
      <Extensions extensions={batch.extensions} />
      {doing === null && (
        <div className="m-plan-acts">
          {batch.may.change && <Opening batch={batch} />}
          {batch.may.change && <Button onClick={() => setDoing('change')}>{t('campaign.plan.change')}</Button>}
          {isOpen && mayAnywhere(me, 'manage-campaign') && (
            <Button onClick={() => setDoing('extend')}>{t('campaign.extension.title')}</Button>
          )}
        </div>
      )}
      {doing === 'change' && (
        <PlanForm
          campaign={campaign}
          organisationId={organisationId}
          batch={batch}
          start={draftOf(batch)}
          onDone={() => setDoing(null)}
        />
      )}
      {doing === 'extend' && (
        <ExtensionForm batch={batch} organisationId={organisationId} onDone={() => setDoing(null)} />
      )}
    </Sheet>
  );
}

function draftOf(batch: Batch) {
  return {
    number: batch.number,
    zh: batch.title?.zh ?? '',
    en: batch.title?.en ?? '',
    stages: batch.stages.map(({ code, startsOn, endsOn }) => ({ code, startsOn, endsOn })),
    rules: rulesOf(batch),
  };
}

/** The window of each stage; where an extension moved its end, also the one it had first. */
function Windows({ batch: { stages } }: { readonly batch: Batch }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { span, day } = useFormat();
  return (
    <dl className="m-batch-windows">
      {stages.map(({ code, startsOn, endsOn, firstEndsOn }) => (
        <div key={code}>
          <dt>
            <UserText>{titles.stage(code)}</UserText>
          </dt>
          <dd>
            <Facts>
              {span(startsOn, endsOn)}
              {firstEndsOn !== endsOn && (
                <span className="m-wait m-nowrap">{t('campaign.plan.firstEnds', { day: day(firstEndsOn) })}</span>
              )}
            </Facts>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Rules({ batch: { rules } }: { readonly batch: Batch }): ReactNode {
  const t = useText();
  const titles = useTitles();
  if (rules.length === 0) return null;
  return (
    <p className="m-batch-rules">
      <span className="m-caption">{t('campaign.plan.rules')}</span>{' '}
      <Facts>
        {rules.map(({ node, unitClass }) => (
          <span key={`${node.id} ${unitClass?.code ?? ''}`} className="m-nowrap">
            <UserText>{node.name ?? t('campaign.plan.elsewhere')}</UserText>
            {unitClass !== null && (
              <>
                {' · '}
                <UserText>{titles.of(unitClass.title)}</UserText>
              </>
            )}
          </span>
        ))}
      </Facts>
    </p>
  );
}

/** What it took and what it left out is said, and where the rest is listed. */
function Opening({ batch }: { readonly batch: Batch }): ReactNode {
  const t = useText();
  const term = useTerms();
  const say = useRefusal();
  const { mutate, isPending, error, data } = useOpenPlanned(batch);
  const words = { units: term('unit', 'many'), member: term('member') };
  return (
    <>
      <ConfirmButton busy={isPending} effect={t('campaign.plan.openEffect', words)} onConfirm={() => mutate()}>
        {t('campaign.openAct', { number: batch.number })}
      </ConfirmButton>
      {error !== null && <FormFault>{say(error)}</FormFault>}
      {data !== undefined && (
        <output>
          <StateWord state="met">{t('campaign.opened', { count: data.units, unit: term('unit') })}</StateWord>
        </output>
      )}
    </>
  );
}
