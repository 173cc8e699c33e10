import { checkRemedy, reportRemedy } from '@muster/contract/organisation';
import { useState, type ReactNode } from 'react';
import { civilDate } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useToday } from '../../app/now.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Due } from '../../ui/figure/due.tsx';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { TextArea } from '../../ui/form/input.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useChange, type Remedy } from './queries.ts';
import { StateName } from './state-name.tsx';
import './change.css';

type Props = { readonly remedy: Remedy; readonly title?: ReactNode };

/** What is wrong and what is done about it, each report with its check, and the next act for whoever may. */
export function RemedyCard({ remedy, title }: Props): ReactNode {
  const t = useText();
  const today = useToday();
  const { fullDay } = useFormat();
  return (
    <div className="org-remedy">
      {title !== undefined && <div>{title}</div>}
      <Facts>
        <StateName state={remedy.state} />
        {remedy.endedAt === null ? (
          <Due date={remedy.dueOn} today={today} />
        ) : (
          t('organisation.change.ended', { day: fullDay(civilDate(remedy.endedAt)) })
        )}
      </Facts>
      <p>
        <Say k="organisation.change.foundThat" values={{ finding: <UserText>{remedy.finding}</UserText> }} />
      </p>
      <p>
        <Say k="organisation.change.toDo" values={{ remedy: <UserText>{remedy.remedy}</UserText> }} />
      </p>
      <p className="m-caption">
        <Facts>
          <Say k="organisation.change.inCharge" values={{ who: <UserText>{remedy.responsible}</UserText> }} />
          <Say
            k="organisation.change.flaggedBy"
            values={{ who: <UserText>{remedy.flaggedBy}</UserText>, day: fullDay(civilDate(remedy.flaggedAt)) }}
          />
        </Facts>
      </p>
      {remedy.reports.map((report) => (
        <Report key={report.id} report={report} />
      ))}
      {remedy.may.report && <ReportForm remedyId={remedy.id} />}
      {remedy.may.check && <CheckForm remedyId={remedy.id} />}
    </div>
  );
}

function Report({ report }: { readonly report: Remedy['reports'][number] }): ReactNode {
  const t = useText();
  const { fullDay } = useFormat();
  const { check } = report;
  return (
    <p>
      <Say
        k="organisation.change.reported"
        values={{
          who: <UserText>{report.by}</UserText>,
          day: fullDay(civilDate(report.at)),
          note: <UserText>{report.note}</UserText>,
        }}
      />
      <br />
      {check === null ? (
        <span className="m-wait">{t('organisation.change.awaitsCheck')}</span>
      ) : (
        <>
          <Say
            k={check.outcome === 'verified' ? 'organisation.change.verifiedBy' : 'organisation.change.returnedBy'}
            values={{ who: <UserText>{check.by}</UserText>, day: fullDay(civilDate(check.at)) }}
          />
          {check.note !== null && (
            <>
              {' '}
              <UserText>{check.note}</UserText>
            </>
          )}
        </>
      )}
    </p>
  );
}

function ReportForm({ remedyId }: { readonly remedyId: string }): ReactNode {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const { mutate, isPending, error } = useChange(reportRemedy, () => setOpen(false));
  const faults = useFormFaults(error, ['note']);
  if (!isOpen)
    return (
      <div className="org-remedy-acts">
        <Button small onClick={() => setOpen(true)}>
          {t('organisation.change.report')}
        </Button>
      </div>
    );
  return (
    <div className="org-remedy-acts">
      <Form
        name={t('organisation.change.report')}
        onSubmit={() => mutate({ params: { remedyId }, body: { note: note.trim() } })}
      >
        <Field label={t('organisation.change.whatWasDone')} error={faults.at('note')}>
          {(wires) => (
            <TextArea
              {...wires}
              rows={2}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <FormFault>{faults.rest}</FormFault>
        <Button type="submit" busy={isPending}>
          {t('organisation.change.report')}
        </Button>
      </Form>
    </div>
  );
}

function CheckForm({ remedyId }: { readonly remedyId: string }): ReactNode {
  const t = useText();
  const [note, setNote] = useState('');
  const { mutate, isPending, error } = useChange(checkRemedy);
  const faults = useFormFaults(error, ['note']);
  const send = (outcome: 'verified' | 'returned'): void =>
    mutate({ params: { remedyId }, body: { outcome, note: note.trim() === '' ? null : note.trim() } });
  return (
    <div className="org-remedy-acts">
      <Form name={t('organisation.change.check')} onSubmit={() => send('verified')}>
        <Field label={t('organisation.change.checkNote')} error={faults.at('note')} optional>
          {(wires) => (
            <TextArea
              {...wires}
              rows={2}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <FormFault>{faults.rest}</FormFault>
        <Button type="submit" busy={isPending}>
          {t('organisation.change.verify')}
        </Button>{' '}
        <Button busy={isPending} onClick={() => send('returned')}>
          {t('organisation.change.giveBack')}
        </Button>
      </Form>
    </div>
  );
}
