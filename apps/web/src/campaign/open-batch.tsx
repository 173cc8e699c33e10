import { useState, type ReactNode } from 'react';
import { previewBatchReadiness } from '@muster/contract/campaign';
import { useTerms, useTitles, type Campaign } from '../app/campaign.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { useFormFaults } from '../app/refusal.ts';
import { SheetButton } from '../app/sheet-button.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { Button } from '../ui/form/button.tsx';
import { CountInput } from '../ui/form/count-input.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Input } from '../ui/form/input.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import './campaign.css';
import { OpeningProgress } from './opening-progress.tsx';
import { useOpenBatch } from './queries.ts';
import { openingNeeds, OpeningReason } from './readiness/opening-reason.tsx';
import { useReadinessAhead } from './readiness/queries.ts';
import { ReadinessList } from './readiness/readiness-list.tsx';
import { monthByMonth, type PlannedStage } from './stage-plan.ts';

type Props = { readonly campaign: Campaign; readonly organisationId: string };

/** Every unit beneath this node takes part from the first day; each stage has its dates, a month each to begin with. */
export function OpenBatch({ campaign, organisationId }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const today = useToday();
  const { data: here } = useOrganisation(organisationId);
  const [number, setNumber] = useState<number | null>(1 + Math.max(0, ...campaign.batches.map((one) => one.number)));
  const [changed, setChanged] = useState<readonly PlannedStage[] | null>(null);
  const [reason, setReason] = useState('');
  const open = useOpenBatch(campaign.id);
  const { data: ahead } = useReadinessAhead(campaign.id, organisationId);
  const items = ahead?.items ?? [];
  const needs = openingNeeds(items);
  const stages = changed ?? monthByMonth(campaign.stages, today);
  const fields = stages.flatMap((_, place) => [`stages.${place}.startsOn`, `stages.${place}.endsOn`]);
  const faults = useFormFaults(open.error, ['number', 'organisationId', 'reason', ...fields]);
  const change = (place: number, part: Partial<PlannedStage>): void =>
    setChanged(stages.map((stage, other) => (other === place ? { ...stage, ...part } : stage)));
  const send = (): void =>
    open.mutate(
      {
        number: number ?? 0,
        organisationId,
        stages: [...stages],
        reason: needs === 'reason' && reason.trim() !== '' ? reason : null,
      },
      {
        onSuccess: () => {
          setNumber((number ?? 0) + 1);
          setChanged(null);
          setReason('');
        },
      },
    );
  return (
    <Form name={t('campaign.openBatch')} onSubmit={send}>
      <p className="m-field">
        {t('campaign.takesPart', { units: term('unit', 'many'), member: term('member') })}{' '}
        {here !== undefined && <UserText>{here.organisation.name}</UserText>}
      </p>
      <Field label={t('campaign.number')} error={faults.at('number')}>
        {(wires) => <CountInput wires={wires} value={number} onChange={setNumber} max={99} />}
      </Field>
      {stages.map((stage, place) => (
        <fieldset key={stage.code} className="m-plan-stage">
          <legend>
            <UserText>{titles.stage(stage.code)}</UserText>
          </legend>
          <div>
            {(['startsOn', 'endsOn'] as const).map((end) => (
              <Field
                key={end}
                label={t(end === 'startsOn' ? 'campaign.startsOn' : 'campaign.endsOn')}
                error={faults.at(`stages.${place}.${end}`)}
              >
                {(wires) => (
                  <Input
                    {...wires}
                    type="date"
                    value={stage[end]}
                    onChange={(event) => change(place, { [end]: event.target.value })}
                  />
                )}
              </Field>
            ))}
          </div>
        </fieldset>
      ))}
      {items.length > 0 && (
        <section className="m-readiness-part">
          <h3>{t('campaign.ready.title')}</h3>
          <ReadinessList items={items} organisationId={organisationId} sayOf={null} />
          <SheetButton
            small
            route={previewBatchReadiness}
            input={{ params: { campaignId: campaign.id, organisationId } }}
          />
        </section>
      )}
      <OpeningReason items={items} reason={reason} onChange={setReason} error={faults.at('reason')} />
      <FormFault>
        {faults.at('organisationId') === undefined
          ? faults.rest
          : t('campaign.nobodyLeft', { units: term('unit', 'many') })}
      </FormFault>
      {open.data !== undefined && (
        <output className="m-field">
          <StateWord state="met">{t('campaign.opened', { count: open.data.units, unit: term('unit') })}</StateWord>
        </output>
      )}
      <OpeningProgress standing={open.standing} />
      {needs !== 'hard' && (
        <Button type="submit" primary busy={open.isPending}>
          {t('campaign.openAct', { number: number ?? 0 })}
        </Button>
      )}
    </Form>
  );
}
