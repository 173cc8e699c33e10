import { useState, type ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { FormFault } from '../app/form-fault.tsx';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { Moment } from '../gate/flow.tsx';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { TextArea } from '../ui/form/input.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useReport, type Assessment } from './queries.ts';

/** The figures go to the office as they are; the team may add a word. Once it is done, who did and when. */
export function ReportSheet({ assessment }: { readonly assessment: Assessment }): ReactNode {
  const t = useText();
  const term = useTerms();
  const words = { team: term('team'), office: term('office') };
  const { report, may } = assessment;
  if (report !== null)
    return (
      <Sheet
        title={t('assessment.report.done', words)}
        right={
          <Say
            k="assessment.report.by"
            values={{ who: <UserText>{report.by}</UserText>, time: <Moment at={report.at} /> }}
          />
        }
      >
        {report.note !== null && (
          <p className="assessment-together">
            <UserText>{report.note}</UserText>
          </p>
        )}
      </Sheet>
    );
  if (may.report) return <ReportForm assessmentId={assessment.id} />;
  return (
    <Sheet title={t('assessment.report.title', words)}>
      <EmptyLine>{t('assessment.report.waiting', words)}</EmptyLine>
    </Sheet>
  );
}

function ReportForm({ assessmentId }: { readonly assessmentId: string }): ReactNode {
  const t = useText();
  const term = useTerms();
  const sayRefusal = useRefusal();
  const [note, setNote] = useState('');
  const { mutate, isPending, error } = useReport(assessmentId);
  const words = { team: term('team'), office: term('office') };
  return (
    <Sheet title={t('assessment.report.yourTurn', words)} caption={t('assessment.report.about', words)} padded>
      <Form name={t('assessment.report.send', words)} onSubmit={() => mutate(note.trim())}>
        <Field label={t('assessment.report.note')} optional>
          {(wires) => (
            <TextArea
              {...wires}
              rows={2}
              maxLength={2000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <FormFault>{error === null ? undefined : sayRefusal(error)}</FormFault>
        <Button primary type="submit" busy={isPending}>
          {t('assessment.report.send', words)}
        </Button>
      </Form>
    </Sheet>
  );
}
