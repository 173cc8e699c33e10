import { isLate } from '@muster/core/ledger';
import { useState, type ReactNode } from 'react';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useNow } from '../../app/now.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Trouble } from '../../app/trouble.tsx';
import { useTermText } from '../../app/term-text.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Choice, Input } from '../../ui/form/input.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { useGuests, useNoteGuest, type Guests } from './queries.ts';
import { VisitList } from './visit-list.tsx';
import '../supervision.css';
import './contact-point.css';

/** Leaders who took part in an activity at their contact point; nothing where it was nobody's. */
export function GuestSheet({
  activityId,
  endsAt,
}: {
  readonly activityId: string;
  readonly endsAt: string;
}): ReactNode {
  const t = useTermText();
  const late = isLate(new Date(endsAt), new Date(useNow()));
  const { data, error, refetch } = useGuests(activityId);
  if (error !== null) {
    return <Trouble error={error} what={t('supervision.leaders.guests')} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return null;
  const mayNote = data.mayNote && data.candidates.length > 0;
  if (data.guests.length === 0 && !mayNote) return null;
  const sheet = (
    <Sheet title={t('supervision.leaders.guests')} caption={t('supervision.leaders.guestsAbout')}>
      {data.guests.length > 0 && <VisitList visits={data.guests} by="person" />}
      {mayNote && <GuestForm activityId={activityId} candidates={data.candidates} late={late} />}
    </Sheet>
  );
  return data.guests.length === 0 ? <div className="m-unprinted">{sheet}</div> : sheet;
}

type Props = { readonly activityId: string; readonly candidates: Guests['candidates']; readonly late: boolean };

function GuestForm({ activityId, candidates, late }: Props): ReactNode {
  const t = useText();
  const [chosen, setChosen] = useState('');
  const [typed, setTyped] = useState('');
  const { mutate, isPending, error } = useNoteGuest(activityId, () => setTyped(''));
  const faults = useFormFaults(error, ['contactPointId', 'lateReason']);
  const contactPointId =
    candidates.find((one) => one.contactPointId === chosen)?.contactPointId ?? candidates[0]?.contactPointId ?? '';
  const lateReason = typed.trim();
  return (
    <div className="supervision-guest m-unprinted">
      <Field label={t('supervision.leaders.wasThere')} error={faults.at('contactPointId')}>
        {(wires) => (
          <Choice {...wires} value={contactPointId} onChange={(event) => setChosen(event.target.value)}>
            {candidates.map(({ contactPointId: id, name }) => (
              <option key={id} value={id} data-user="" lang="zh-Hans">
                {name}
              </option>
            ))}
          </Choice>
        )}
      </Field>
      {late && (
        <Field label={t('supervision.leaders.lateReason')} error={faults.at('lateReason')}>
          {(wires) => (
            <Input {...wires} value={typed} maxLength={200} onChange={(event) => setTyped(event.target.value)} />
          )}
        </Field>
      )}
      <FormFault>{faults.rest}</FormFault>
      <Button
        busy={isPending}
        onClick={() => mutate({ contactPointId, lateReason: lateReason === '' ? null : lateReason })}
        {...(late && lateReason === '' && { reason: t('supervision.leaders.lateReasonFirst') })}
      >
        {t('supervision.leaders.noteThis')}
      </Button>
    </div>
  );
}
