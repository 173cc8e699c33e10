import { endMembership } from '@muster/contract/roster';
import type { EndReason } from '@muster/core/roster';
import type { ReactNode } from 'react';
import { useDraft } from '../app/draft.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { useFormFaults } from '../app/refusal.ts';
import { ConfirmButton } from '../ui/form/confirm-button.tsx';
import { Field } from '../ui/form/field.tsx';
import { InputField } from '../ui/form/input-field.tsx';
import { Choice } from '../ui/form/input.tsx';
import { ActFault } from './act.tsx';
import { useRosterAct } from './acts.ts';
import type { History } from './member-queries.ts';
import { OfficesHeld } from './offices-held.tsx';

const reasons = ['left', 'died', 'removed', 'expelled', 'mistaken'] as const satisfies readonly EndReason[];

type Props = { readonly personId: string; readonly offices: History['offices'] };

/** A membership ends with a day and a reason; what was recorded stays. */
export function LeavingForm({ personId, offices }: Props): ReactNode {
  const t = useText();
  const today = useToday();
  const empty: { reason: EndReason; on: string; note: string } = { reason: 'left', on: today, note: '' };
  const { value, change, discard } = useDraft(`leaving.${personId}`, empty);
  const { mutate, isPending, error } = useRosterAct(endMembership, discard);
  const faults = useFormFaults(error, ['reason', 'on', 'note']);
  const ends = value.reason === 'died' || value.reason === 'expelled';
  const note = value.note.trim();
  return (
    <>
      <Field label={t('roster.leaving.why')} error={faults.at('reason')}>
        {(wires) => (
          <Choice
            {...wires}
            value={value.reason}
            onChange={(event) => change({ reason: event.target.value as EndReason })}
          >
            {reasons.map((one) => (
              <option key={one} value={one}>
                {t(`roster.endReason.${one}`)}
              </option>
            ))}
          </Choice>
        )}
      </Field>
      <InputField
        label={t('roster.leaving.on')}
        error={faults.at('on')}
        type="date"
        max={today}
        value={value.on}
        onChange={(typed) => change({ on: typed })}
      />
      <InputField
        label={t('roster.leaving.note')}
        error={faults.at('note')}
        optional={value.reason === 'left' || value.reason === 'died'}
        maxLength={200}
        value={value.note}
        onChange={(typed) => change({ note: typed })}
      />
      <OfficesHeld offices={offices} says={ends ? 'roster.leaving.officesEnd' : 'roster.leaving.officesStay'} />
      <ActFault>{faults.rest}</ActFault>
      <ConfirmButton
        busy={isPending}
        effect={t(effectOf(ends, offices.length > 0))}
        onConfirm={() =>
          mutate({ params: { personId }, body: { reason: value.reason, on: value.on, ...(note !== '' && { note }) } })
        }
      >
        {t('roster.leaving.act')}
      </ConfirmButton>
    </>
  );
}

function effectOf(ends: boolean, hasStaying: boolean) {
  if (ends) return 'roster.leaving.effectAll';
  return hasStaying ? 'roster.leaving.effectOffices' : 'roster.leaving.effect';
}
