import { readBatchReadiness } from '@muster/contract/campaign';
import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { SheetButton } from '../../app/sheet-button.tsx';
import { Trouble } from '../../app/trouble.tsx';
import { ConfirmButton } from '../../ui/form/confirm-button.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { useOpenPlanned, type Batch } from '../batch/queries.ts';
import { OpeningProgress } from '../opening-progress.tsx';
import { openingNeeds, OpeningReason } from './opening-reason.tsx';
import { useBatchReadiness, type ReadinessItem } from './queries.ts';
import { ReadinessList } from './readiness-list.tsx';

type Props = { readonly batch: Batch; readonly organisationId: string; readonly acts: ReactNode };

/** What is ready before the start, and the opening beneath it; what it took and what it left out is said. */
export function PlannedOpening({ batch, organisationId, acts }: Props): ReactNode {
  const t = useText();
  const { data, error, refetch } = useBatchReadiness(batch.id);
  if (error !== null) return <Trouble error={error} what={t('campaign.ready.title')} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  return (
    <>
      {data.items.length > 0 && (
        <section className="m-readiness-part">
          <h3>{t('campaign.ready.title')}</h3>
          <ReadinessList items={data.items} organisationId={organisationId} sayOf={batch.id} />
          <SheetButton small route={readBatchReadiness} input={{ params: { batchId: batch.id } }} />
        </section>
      )}
      <Open batch={batch} items={data.items} acts={acts} />
    </>
  );
}

function Open({
  batch,
  items,
  acts,
}: Pick<Props, 'batch' | 'acts'> & { readonly items: readonly ReadinessItem[] }): ReactNode {
  const t = useText();
  const term = useTerms();
  const draft = useDraft(`opening.${batch.id}`, { reason: '' });
  const { reason } = draft.value;
  const { mutate, isPending, error, data, standing } = useOpenPlanned(batch, draft.discard);
  const faults = useFormFaults(error, ['reason']);
  const words = { units: term('unit', 'many'), member: term('member') };
  const needs = openingNeeds(items);
  const send = (): void => mutate(needs === 'reason' && reason.trim() !== '' ? reason : null);
  return (
    <>
      <OpeningReason
        items={items}
        reason={reason}
        onChange={(typed) => draft.change({ reason: typed })}
        error={faults.at('reason')}
      />
      <FormFault>{faults.rest}</FormFault>
      <OpeningProgress standing={standing} />
      <div className="m-plan-acts">
        {needs !== 'hard' && (
          <ConfirmButton busy={isPending} effect={t('campaign.plan.openEffect', words)} onConfirm={send}>
            {t('campaign.openAct', { number: batch.number })}
          </ConfirmButton>
        )}
        {acts}
        {data !== undefined && (
          <output>
            <StateWord state="met">{t('campaign.opened', { count: data.units, unit: term('unit') })}</StateWord>
          </output>
        )}
      </div>
    </>
  );
}
