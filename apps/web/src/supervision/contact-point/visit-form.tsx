import { useState, type ReactNode } from 'react';
import { FormFault } from '../../app/form-fault.tsx';
import { useDraft } from '../../app/draft.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useToday } from '../../app/now.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Choice, Input, TextArea } from '../../ui/form/input.tsx';
import { useRecordVisit, type Leader } from './queries.ts';

type Props = { readonly points: Leader['contactPoints'] };

const kinds = ['guided', 'solved'] as const;

/** What one did at one's contact point besides its meetings; what is typed is kept until it is saved. */
export function VisitForm({ points }: Props): ReactNode {
  const t = useText();
  const today = useToday();
  const blank = { contactPointId: '', kind: 'guided', on: today, note: '', lateReason: '' };
  const { value, change, discard } = useDraft('contact-visit', blank);
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useRecordVisit(() => {
    setTried(false);
    discard();
  });
  const faults = useFormFaults(error, ['kind', 'on', 'note', 'lateReason']);
  const contactPointId = points.find(({ id }) => id === value.contactPointId)?.id ?? points[0]?.id ?? '';
  const note = value.note.trim();
  const lateReason = value.lateReason.trim();
  const late = faults.at('lateReason');
  const save = (): void => {
    setTried(true);
    const kind = kinds.find((each) => each === value.kind) ?? 'guided';
    if (note !== '') {
      mutate({ contactPointId, kind, on: value.on, note, lateReason: lateReason === '' ? null : lateReason });
    }
  };
  return (
    <details className="supervision-fold m-unprinted">
      <summary>{t('supervision.leaders.writeDown')}</summary>
      {points.length > 1 && (
        <Field label={t('supervision.leaders.points')}>
          {(wires) => (
            <Choice
              {...wires}
              value={contactPointId}
              onChange={(event) => change({ contactPointId: event.target.value })}
            >
              {points.map(({ id, organisation }) => (
                <option key={id} value={id} data-user="" lang="zh-Hans">
                  {organisation.name}
                </option>
              ))}
            </Choice>
          )}
        </Field>
      )}
      <Field label={t('supervision.leaders.what')} error={faults.at('kind')}>
        {(wires) => (
          <Choice {...wires} value={value.kind} onChange={(event) => change({ kind: event.target.value })}>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`supervision.leaders.did.${kind}`)}
              </option>
            ))}
          </Choice>
        )}
      </Field>
      <Field label={t('supervision.leaders.on')} error={faults.at('on')}>
        {(wires) => (
          <Input {...wires} type="date" value={value.on} onChange={(event) => change({ on: event.target.value })} />
        )}
      </Field>
      <Field
        label={t('supervision.leaders.note')}
        error={tried && note === '' ? t('supervision.leaders.noteMissing') : faults.at('note')}
      >
        {(wires) => (
          <TextArea
            {...wires}
            rows={3}
            maxLength={500}
            value={value.note}
            onChange={(event) => change({ note: event.target.value })}
          />
        )}
      </Field>
      {(late !== undefined || lateReason !== '') && (
        <Field label={t('supervision.leaders.lateReason')} error={late}>
          {(wires) => (
            <Input
              {...wires}
              maxLength={200}
              value={value.lateReason}
              onChange={(event) => change({ lateReason: event.target.value })}
            />
          )}
        </Field>
      )}
      <FormFault>{faults.rest}</FormFault>
      <Button busy={isPending} onClick={save}>
        {t('supervision.leaders.save')}
      </Button>
    </details>
  );
}
