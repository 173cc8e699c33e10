import { useState, type ReactNode } from 'react';
import { useTerms, useTitles, type Campaign } from '../../app/campaign.ts';
import { civilDate } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { mayAnywhere, nodesWith, useMe } from '../../app/session.ts';
import { useOrganisation } from '../../organisation/queries.ts';
import { Button } from '../../ui/form/button.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { OpenedWith } from '../readiness/opened-with.tsx';
import { PlannedOpening } from '../readiness/planned-opening.tsx';
import { ExtensionForm } from './extension-form.tsx';
import { Extensions } from './extensions.tsx';
import { PlanForm } from './plan-form.tsx';
import { rulesOf, type Batch } from './queries.ts';

type Props = { readonly campaign: Campaign; readonly organisationId: string; readonly batch: Batch };

/** One batch: its windows as they are now, whose it is, what was given since; while it is planned, changing and opening it. */
export function BatchSheet({ campaign, organisationId, batch }: Props): ReactNode {
  const t = useText();
  const { day } = useFormat();
  const titles = useTitles();
  const me = useMe();
  const term = useTerms();
  const { data: here } = useOrganisation(organisationId);
  const [doing, setDoing] = useState<'change' | 'extend' | null>(null);
  const { number, title, openedAt } = batch;
  const isOpen = openedAt !== null;
  // At this place or above it.
  const held = new Set(nodesWith(me, 'manage-campaign').map((grant) => grant.organisationId));
  const holdsHere = held.has(organisationId) || here?.above.some(({ id }) => held.has(id)) === true;
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
      {isOpen && batch.may.manage && <OpenedWith batchId={batch.id} organisationId={organisationId} />}
      {doing === null && batch.may.change && (
        <PlannedOpening
          batch={batch}
          organisationId={organisationId}
          acts={<Button onClick={() => setDoing('change')}>{t('campaign.plan.change')}</Button>}
        />
      )}
      {doing === null && isOpen && mayAnywhere(me, 'manage-campaign') && (
        <div className="m-plan-acts">
          {!batch.may.manage && (
            <p className="m-caption">{t('campaign.extension.fromAbove', { unit: term('unit') })}</p>
          )}
          {batch.may.manage && holdsHere && (
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

/** What the batch takes, place by place; with the classes of it where it does not take all. */
function Rules({ batch: { rules } }: { readonly batch: Batch }): ReactNode {
  const t = useText();
  const titles = useTitles();
  if (rules.length === 0) return null;
  return (
    <div className="m-batch-rules">
      <span className="m-caption">{t('campaign.plan.rules')}</span>
      {[...Map.groupBy(rules, ({ node }) => node.id)].map(([id, ofNode]) => (
        <p key={id}>
          <UserText>{ofNode[0]?.node.name ?? t('campaign.plan.elsewhere')}</UserText>
          {ofNode.every(({ unitClass }) => unitClass !== null) && ' · '}
          <Facts>
            {ofNode.map(
              ({ unitClass }) =>
                unitClass !== null && <UserText key={unitClass.code}>{titles.of(unitClass.title)}</UserText>,
            )}
          </Facts>
        </p>
      ))}
    </div>
  );
}
