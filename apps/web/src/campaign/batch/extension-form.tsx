import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../../app/campaign.ts';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { daysBetween } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useToday } from '../../app/now.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { useOrganisation } from '../../organisation/queries.ts';
import { Button } from '../../ui/form/button.tsx';
import { CountInput } from '../../ui/form/count-input.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Choice, Input, TextArea } from '../../ui/form/input.tsx';
import { SavedAt } from '../../ui/form/saved-at.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { addDays } from '../stage-plan.ts';
import { useExtend, useExtensionPreview, type Batch, type ExtensionPreview } from './queries.ts';

type Props = { readonly batch: Batch; readonly organisationId: string; readonly onDone: () => void };

/** Time given above for a stage comes down to every unit here; what it will touch stands above the button. */
export function ExtensionForm({ batch, organisationId, onDone }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const today = useToday();
  const { data: here } = useOrganisation(organisationId);
  const empty = {
    stage: batch.stages[0]?.code ?? '',
    days: 10 as number | null,
    reason: '',
    basis: '',
    decidedOn: today,
  };
  const draft = useDraft(`extension.${batch.id}.${organisationId}`, empty);
  const { stage, days, reason, basis, decidedOn } = draft.value;
  const { mutate, isPending, error } = useExtend(batch.id, () => {
    draft.discard();
    onDone();
  });
  const { data: preview } = useExtensionPreview(batch.id, organisationId, stage);
  const faults = useFormFaults(error, ['stage', 'days', 'reason', 'basis', 'decidedOn']);
  const at = (field: 'stage' | 'days' | 'reason' | 'basis' | 'decidedOn') => {
    const fault = faults.at(field);
    return fault === undefined ? {} : { error: fault };
  };
  const window = batch.stages.find(({ code }) => code === stage);
  const send = (): void => mutate({ organisationId, stage, days: days ?? 0, reason, basis, decidedOn });
  return (
    <Form name={t('campaign.extension.title')} onSubmit={send}>
      <p className="m-field">
        {t('campaign.extension.beneath')} {here !== undefined && <UserText>{here.organisation.name}</UserText>}
      </p>
      <Field label={t('campaign.extension.stage')} {...at('stage')}>
        {(wires) => (
          <Choice {...wires} value={stage} onChange={(event) => draft.change({ stage: event.target.value })}>
            {batch.stages.map(({ code }) => (
              <option key={code} value={code}>
                {titles.stage(code)}
              </option>
            ))}
          </Choice>
        )}
      </Field>
      <Field
        label={t('campaign.extension.days')}
        {...(window !== undefined &&
          preview !== undefined && {
            hint: t('campaign.extension.most', {
              count: preview.left,
              planned: daysBetween(window.startsOn, window.firstEndsOn) + 1,
            }),
          })}
        {...at('days')}
      >
        {(wires) => (
          <CountInput wires={wires} value={days} onChange={(value) => draft.change({ days: value })} max={366} />
        )}
      </Field>
      <Field label={t('campaign.extension.basis')} hint={t('campaign.extension.basisHint')} {...at('basis')}>
        {(wires) => (
          <Input
            {...wires}
            maxLength={200}
            value={basis}
            onChange={(event) => draft.change({ basis: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('campaign.extension.decided')} {...at('decidedOn')}>
        {(wires) => (
          <Input
            {...wires}
            type="date"
            max={today}
            value={decidedOn}
            onChange={(event) => draft.change({ decidedOn: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('campaign.reason')} {...at('reason')}>
        {(wires) => (
          <TextArea
            {...wires}
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => draft.change({ reason: event.target.value })}
          />
        )}
      </Field>
      {preview !== undefined && <Effect batch={batch} stage={stage} days={days ?? 0} preview={preview} />}
      <FormFault>{faults.rest}</FormFault>
      <div className="m-plan-acts">
        <Button type="submit" primary busy={isPending}>
          {t('campaign.extension.act', { count: days ?? 0 })}
        </Button>
        <Button quiet onClick={onDone}>
          {t('campaign.plan.close')}
        </Button>
        {draft.savedAt !== null && <SavedAt at={draft.savedAt} />}
      </div>
    </Form>
  );
}

type EffectProps = {
  readonly batch: Batch;
  readonly stage: string;
  readonly days: number;
  readonly preview: ExtensionPreview;
};

function Effect({ batch, stage, days, preview }: EffectProps): ReactNode {
  const t = useText();
  const term = useTerms();
  const { day } = useFormat();
  const window = batch.stages.find(({ code }) => code === stage);
  const { units, closed, dueDates, requests } = preview;
  return (
    <div className="m-field m-effect">
      <p>
        {t('campaign.extension.touches', { count: units, unit: term('unit', units === 1 ? 'one' : 'many'), dueDates })}
        {window !== undefined &&
          t('campaign.extension.window', { from: day(window.endsOn), to: day(addDays(window.endsOn, days)) })}
      </p>
      <p className="m-caption">{t('campaign.extension.givesTime')}</p>
      {closed > 0 && (
        <p className="m-caption">
          {t('campaign.extension.closed', { count: closed, unit: term('unit', closed === 1 ? 'one' : 'many') })}
        </p>
      )}
      {requests > 0 && <p className="m-caption">{t('campaign.extension.requests', { count: requests })}</p>}
    </div>
  );
}
