import { Refused } from '@muster/client';
import { useState, type ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Input } from '../ui/form/input.tsx';
import { sentPlan, type PlanDraft } from './plan-fields-of.ts';
import { PlanFields } from './plan-fields.tsx';
import type { SentPlan } from './plan-queries.ts';

type Props = {
  readonly draft: PlanDraft;
  readonly kinds: readonly string[];
  readonly change: (part: Partial<PlanDraft>) => void;
  readonly act: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onSave: (plan: SentPlan) => void;
  readonly children?: ReactNode;
};

/** What is to be held, when and where. */
export function PlanForm({ draft, kinds, change, act, busy, error, onSave, children }: Props): ReactNode {
  const t = useText();
  const [tried, setTried] = useState(false);
  const faults = useFormFaults(error, ['topic', 'kind', 'startsAt', 'endsAt', 'place']);
  const isPlannedThen = error instanceof Refused && error.problem.code === 'planned-then-already';
  const sent = sentPlan(draft);
  const noTopic = tried && draft.topic.trim() === '' ? t('study.fault.topic-missing') : undefined;
  const noTimes = tried && sent === null ? t('study.fault.times-incomplete') : undefined;
  const save = (): void => {
    setTried(true);
    if (sent !== null && sent.topic !== '') onSave(sent);
  };
  return (
    <>
      <Field label={t('study.topic')} error={noTopic ?? faults.at('topic')}>
        {(wires) => (
          <Input
            {...wires}
            value={draft.topic}
            maxLength={120}
            autoComplete="off"
            onChange={(event) => change({ topic: event.target.value })}
          />
        )}
      </Field>
      <PlanFields
        meeting={draft}
        kinds={kinds}
        change={change}
        ahead
        faults={{ kind: faults.at('kind'), date: faults.at('startsAt'), end: noTimes ?? faults.at('endsAt') }}
      />
      {children}
      <FormFault>{faults.rest}</FormFault>
      {isPlannedThen && sent !== null && (
        <Button busy={busy} onClick={() => onSave({ ...sent, another: true })}>
          {t('study.plan.another')}
        </Button>
      )}
      <Button busy={busy} onClick={save}>
        {act}
      </Button>
    </>
  );
}
