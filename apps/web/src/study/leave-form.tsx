import { useState, type ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { useDraft } from '../app/draft.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Choice, Input } from '../ui/form/input.tsx';
import { useNoteLeave } from './leave-queries.ts';
import type { Roll } from './queries.ts';

/** Who, from when to when, why; the days begin with today. */
export function LeaveForm({ roll }: { readonly roll: Roll }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const today = useToday();
  const { value, change, discard } = useDraft(`leave.${roll.branch.id}`, {
    personId: '',
    fromOn: today,
    toOn: today,
    reason: roll.allowed.leaves[0] ?? '',
  });
  const [tried, setTried] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const { mutate, isPending, error } = useNoteLeave(roll.branch.id, () => {
    setTried(false);
    discard();
  });
  const faults = useFormFaults(error, ['personId', 'fromOn', 'toOn', 'reason']);
  const nobody = tried && value.personId === '' ? t('study.leave.whoMissing') : undefined;
  const save = (): void => {
    setTried(true);
    if (value.personId !== '') mutate(value);
  };
  return (
    <details className="study-leave-form m-unprinted" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{t('study.leave.note')}</summary>
      <div className="study-leave-fields">
        <Field label={t('study.name')} error={nobody ?? faults.at('personId')}>
          {(wires) => (
            <Choice {...wires} value={value.personId} onChange={(event) => change({ personId: event.target.value })}>
              <option value="">{t('study.leave.whoMissing')}</option>
              {/* A branch may have thousands. */}
              {isOpen &&
                roll.roll.map(({ personId, name }) => (
                  <option key={personId} value={personId} data-user="" lang="zh-Hans">
                    {name}
                  </option>
                ))}
            </Choice>
          )}
        </Field>
        <Field label={t('study.leave.reason')} error={faults.at('reason')}>
          {(wires) => (
            <Choice {...wires} value={value.reason} onChange={(event) => change({ reason: event.target.value })}>
              {roll.allowed.leaves.map((code) => (
                <option key={code} value={code}>
                  {titles.reason(code)}
                </option>
              ))}
            </Choice>
          )}
        </Field>
        <Field label={t('study.leave.from')} error={faults.at('fromOn')}>
          {(wires) => (
            <Input
              {...wires}
              type="date"
              value={value.fromOn}
              onChange={(event) => change({ fromOn: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('study.leave.to')} error={faults.at('toOn')}>
          {(wires) => (
            <Input
              {...wires}
              type="date"
              value={value.toOn}
              onChange={(event) => change({ toOn: event.target.value })}
            />
          )}
        </Field>
      </div>
      {faults.rest !== undefined && (
        <p className="study-fault" role="alert">
          {faults.rest}
        </p>
      )}
      <Button busy={isPending} onClick={save}>
        {t('study.leave.save')}
      </Button>
    </details>
  );
}
