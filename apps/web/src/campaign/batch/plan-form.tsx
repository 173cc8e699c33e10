import type { ReactNode } from 'react';
import { useTitles, type Campaign } from '../../app/campaign.ts';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { CountInput } from '../../ui/form/count-input.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Input } from '../../ui/form/input.tsx';
import { SavedAt } from '../../ui/form/saved-at.tsx';
import { usePlanBatch, type Batch, type BatchPlan } from './queries.ts';
import { RuleFields } from './rule-fields.tsx';
import { StageFields, stageFieldNames } from './stage-fields.tsx';

type Props = {
  readonly campaign: Campaign;
  readonly organisationId: string;
  /** The plan that is changed; null for a new one. */
  readonly batch: Batch | null;
  /** What stands in the fields before anything is typed. */
  readonly start: PlanDraft;
  readonly onDone?: () => void;
};

export type PlanDraft = {
  readonly number: number | null;
  readonly zh: string;
  readonly en: string;
  readonly stages: BatchPlan['stages'];
  readonly rules: BatchPlan['rules'];
};

/** Whose a batch is and when its stages are; nobody takes part until it is opened. */
export function PlanForm({ campaign, organisationId, batch, start, onDone }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const draft = useDraft<PlanDraft>(`batch-plan.${campaign.id}.${batch?.id ?? 'new'}`, start);
  const { number, zh, en, stages, rules } = draft.value;
  const { mutate, isPending, error } = usePlanBatch(campaign.id, batch, () => {
    draft.discard();
    onDone?.();
  });
  const ruleNames = rules.flatMap((_, place) => [`rules.${place}`, `rules.${place}.classCode`]);
  const faults = useFormFaults(error, ['number', 'title', 'rules', ...ruleNames, ...stageFieldNames(stages)]);
  const title = zh.trim() === '' && en.trim() === '' ? null : { zh: zh.trim(), en: en.trim() };
  const send = (): void => mutate({ number: number ?? 0, title, stages: [...stages], rules: [...rules] });
  const name = batch === null ? t('campaign.plan.new') : t('campaign.plan.change');
  return (
    <Form name={name} onSubmit={send}>
      <Field label={t('campaign.number')} {...at(faults.at('number'))}>
        {(wires) => (
          <CountInput wires={wires} value={number} onChange={(value) => draft.change({ number: value })} max={99} />
        )}
      </Field>
      <div className="m-plan-pair">
        <Field label={t('campaign.plan.titleZh')} optional {...at(faults.at('title'))}>
          {(wires) => (
            <Input
              {...wires}
              maxLength={80}
              value={zh}
              onChange={(event) => draft.change({ zh: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('campaign.plan.titleEn')} optional>
          {(wires) => (
            <Input
              {...wires}
              maxLength={80}
              value={en}
              onChange={(event) => draft.change({ en: event.target.value })}
            />
          )}
        </Field>
      </div>
      <RuleFields
        organisationId={organisationId}
        rules={rules}
        known={batch?.rules ?? []}
        onChange={(next) => draft.change({ rules: [...next] })}
        faultAt={(place) => faults.at(`rules.${place}.classCode`) ?? faults.at(`rules.${place}`)}
      />
      <StageFields
        stages={stages}
        onChange={(next) => draft.change({ stages: [...next] })}
        faultAt={(field) => faults.at(field)}
        hint={({ code }) => {
          const days = campaign.stages.find((stage) => stage.code === code)?.minimumDays ?? 1;
          return t('campaign.plan.atLeast', { count: days, stage: titles.stage(code) });
        }}
      />
      <FormFault>{faults.rest}</FormFault>
      <div className="m-plan-acts">
        <Button type="submit" primary busy={isPending}>
          {t('campaign.plan.keep')}
        </Button>
        {draft.savedAt !== null && (
          <>
            <Button quiet onClick={draft.discard}>
              {t('campaign.plan.discard')}
            </Button>
            <SavedAt at={draft.savedAt} />
          </>
        )}
      </div>
    </Form>
  );
}

function at(error: string | undefined): { readonly error?: string } {
  return error === undefined ? {} : { error };
}
