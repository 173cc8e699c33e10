import { useState, type ReactNode } from 'react';
import { useDraft } from '../app/draft.ts';
import { useTermText } from '../app/term-text.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Choice, Input } from '../ui/form/input.tsx';
import { useNameLecturer, type Capacity, type Lectures } from './lecture-queries.ts';

type Props = {
  readonly activityId: string;
  readonly candidates: Lectures['candidates'];
  /** Somebody on the sheet is marked absent, and so is not among the candidates. */
  readonly someAbsent: boolean;
};

/** Somebody from outside is an expert or an exemplary member, and is written by name. */
const outside = 'outside';
const ofOutsiders: readonly Capacity[] = ['expert', 'model'];

export function LecturerForm({ activityId, candidates, someAbsent }: Props): ReactNode {
  const t = useTermText();
  const { value, change, discard } = useDraft(`lecturer.${activityId}`, { who: '', name: '', capacity: '' });
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useNameLecturer(activityId, () => {
    setTried(false);
    discard();
  });
  const faults = useFormFaults(error, ['personId', 'name', 'capacity']);
  const known = candidates.find(({ personId }) => personId === value.who);
  const allowed: readonly Capacity[] = known === undefined ? ofOutsiders : [...known.offices, ...ofOutsiders, 'member'];
  const capacity = allowed.find((each) => each === value.capacity) ?? allowed[0] ?? 'expert';
  const name = value.name.trim();
  const missing = value.who === '' || (value.who === outside && name === '');
  const save = (): void => {
    setTried(true);
    if (!missing) mutate(known === undefined ? { capacity, name } : { capacity, personId: known.personId });
  };
  const nobody = tried && value.who === '' ? t('study.lecture.whoMissing') : undefined;
  const nameless = tried && value.who === outside && name === '' ? t('study.lecture.nameMissing') : undefined;
  return (
    <details className="study-leave-form m-unprinted">
      <summary>{t('study.lecture.name')}</summary>
      <div className="study-leave-fields">
        <Field
          label={t('study.lecture.who')}
          hint={someAbsent ? t('study.lecture.absentNotListed') : undefined}
          error={nobody ?? faults.at('personId')}
        >
          {(wires) => (
            <Choice {...wires} value={value.who} onChange={(event) => change({ who: event.target.value })}>
              <option value="">{t('study.lecture.whoMissing')}</option>
              <option value={outside}>{t('study.lecture.outside')}</option>
              {candidates.map(({ personId, name: of }) => (
                <option key={personId} value={personId} data-user="" lang="zh-Hans">
                  {of}
                </option>
              ))}
            </Choice>
          )}
        </Field>
        {value.who === outside && (
          <Field label={t('study.name')} error={nameless ?? faults.at('name')}>
            {(wires) => (
              <Input
                {...wires}
                maxLength={40}
                value={value.name}
                onChange={(event) => change({ name: event.target.value })}
              />
            )}
          </Field>
        )}
        <Field label={t('study.lecture.capacity')} error={faults.at('capacity')}>
          {(wires) => (
            <Choice {...wires} value={capacity} onChange={(event) => change({ capacity: event.target.value })}>
              {allowed.map((each) => (
                <option key={each} value={each}>
                  {t(`study.lecture.as.${each}`)}
                </option>
              ))}
            </Choice>
          )}
        </Field>
      </div>
      {faults.rest !== undefined && (
        <p className="study-fault" role="alert">
          {faults.rest}
        </p>
      )}
      <Button busy={isPending} onClick={save}>
        {t('study.lecture.save')}
      </Button>
    </details>
  );
}
