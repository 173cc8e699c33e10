import { useState, type ReactNode } from 'react';
import { useFormat } from '../../app/format/use-format.ts';
import { civilDate } from '../../app/format/dates.ts';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useFieldFault, useRefusal } from '../../app/refusal.ts';
import { Trouble } from '../../app/trouble.tsx';
import { useTermText } from '../../app/term-text.ts';
import { LateMark } from '../../ui/figure/late-mark.tsx';
import { Button } from '../../ui/form/button.tsx';
import { InputField } from '../../ui/form/input-field.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { Made, Missed, TakenBack } from '../make-up/make-up-line.tsx';
import { useHours } from '../use-hours.ts';
import { SelfStudyForm } from './self-study-form.tsx';
import { useStudyApart, useVoidSelfStudy, type StudyApart } from './queries.ts';
import '../make-up/make-up.css';

type Props = {
  readonly personId: string;
  /** Where no hours are counted nobody logs any; what was missed is made up all the same. */
  readonly countsHours: boolean;
  /** Something is asked beyond the collective time. */
  readonly fillsHours: boolean;
};

/** What is to be made up and was, and the log of what was studied alone. */
export function StudyApartSheets({ personId, countsHours, fillsHours }: Props): ReactNode {
  const t = useTermText();
  const { data, error, refetch } = useStudyApart(personId);
  if (data === undefined)
    return error === null ? null : (
      <Trouble error={error} what={t('study.selfStudy.title')} onRetry={() => void refetch()} />
    );
  return (
    <>
      {data.makeUps.length > 0 && (
        <Sheet title={t('study.makeUp.title')}>
          <ul className="study-make-ups">
            {data.makeUps.map((makeUp) => (
              <li key={makeUp.obligationId}>
                <p>
                  <Missed makeUp={makeUp} />
                </p>
                {makeUp.made !== null && <Made made={makeUp.made} />}
                <TakenBack voided={makeUp.voided} />
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      {countsHours && <Log personId={personId} fillsHours={fillsHours} apart={data} />}
    </>
  );
}

type LogProps = Pick<Props, 'personId' | 'fillsHours'> & { readonly apart: StudyApart };

function Log({ personId, fillsHours, apart }: LogProps): ReactNode {
  const t = useTermText();
  return (
    <Sheet
      title={t('study.selfStudy.title')}
      caption={t(fillsHours ? 'study.selfStudy.fills' : 'study.selfStudy.apart')}
    >
      {apart.mayLog && <SelfStudyForm personId={personId} mostMinutes={apart.mostMinutesADay} />}
      {apart.log.length === 0 && <EmptyLine>{t('study.selfStudy.none')}</EmptyLine>}
      <ul className="study-make-ups">
        {apart.log.map((entry) => (
          <li key={entry.id}>
            <EntryLine entry={entry} />
            {apart.mayLog && entry.voided === null && <VoidEntry personId={personId} entryId={entry.id} />}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function EntryLine({ entry }: { readonly entry: StudyApart['log'][number] }): ReactNode {
  const t = useText();
  const { day } = useFormat();
  const hours = useHours();
  const { voided } = entry;
  return (
    <p>
      <span className={voided === null ? undefined : 'study-struck'}>
        {day(entry.on)} <UserText>{entry.subject}</UserText> {hours.words(entry.minutes)}
      </span>{' '}
      {entry.isLate && <LateMark happened={entry.on} recorded={civilDate(entry.at)} />}
      {entry.isByAnother && (
        <span className="m-second">
          <Say k="study.selfStudy.byAnother" values={{ who: <UserText>{entry.by}</UserText> }} />
        </span>
      )}
      {voided !== null && (
        <span className="m-second">
          {t('study.voided')} <UserText>{voided.reason}</UserText>
        </span>
      )}
    </p>
  );
}

function VoidEntry({ personId, entryId }: { readonly personId: string; readonly entryId: string }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const fieldFault = useFieldFault();
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useVoidSelfStudy(personId, entryId);
  const fault = error === null ? undefined : (fieldFault(error, 'reason') ?? sayRefusal(error));
  const said = reason.trim();
  return (
    <details className="m-unprinted">
      <summary>{t('study.selfStudy.void')}</summary>
      <InputField
        label={t('study.selfStudy.voidReason')}
        error={fault}
        maxLength={200}
        value={reason}
        onChange={setReason}
      />
      <Button
        busy={isPending}
        {...(said === '' && { reason: t('study.makeUp.voidReasonFirst') })}
        onClick={() => mutate(said)}
      >
        {t('study.selfStudy.void')}
      </Button>
    </details>
  );
}
