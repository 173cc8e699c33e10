import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { Field } from '../ui/form/field.tsx';
import { Choice, Input } from '../ui/form/input.tsx';
import type { PlanDraft } from './plan-fields-of.ts';

type Props = {
  readonly meeting: PlanDraft;
  /** Kinds that the playbook in force here knows. */
  readonly kinds: readonly string[];
  readonly change: (part: Partial<PlanDraft>) => void;
  /** It is still to be held. */
  readonly ahead?: boolean;
  readonly faults: { readonly [field in 'kind' | 'date' | 'end']: string | undefined };
};

/** What was filled in, to be changed where it was different. */
export function PlanFields({ meeting, kinds, change, faults, ahead = false }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const today = useToday();
  return (
    <div className="study-plan-fields">
      <Field label={t('study.kind')} error={faults.kind}>
        {(wires) => (
          <Choice {...wires} value={meeting.kind} onChange={(event) => change({ kind: event.target.value })}>
            {kinds.map((code) => (
              <option key={code} value={code}>
                {titles.kind(code)}
              </option>
            ))}
          </Choice>
        )}
      </Field>
      <Field label={t('study.date')} error={faults.date}>
        {(wires) => (
          <Input
            {...wires}
            type="date"
            value={meeting.date}
            {...(ahead ? { min: today } : { max: today })}
            onChange={(event) => change({ date: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('study.start')}>
        {(wires) => (
          <Input
            {...wires}
            type="time"
            value={meeting.start}
            onChange={(event) => change({ start: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('study.end')} error={faults.end}>
        {(wires) => (
          <Input {...wires} type="time" value={meeting.end} onChange={(event) => change({ end: event.target.value })} />
        )}
      </Field>
      <Field label={t('study.place')} optional>
        {(wires) => (
          <Input
            {...wires}
            value={meeting.place}
            maxLength={80}
            onChange={(event) => change({ place: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
