import { useState, type ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useDraft } from '../app/draft.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { ConfirmButton } from '../ui/form/confirm-button.tsx';
import { Field } from '../ui/form/field.tsx';
import { TextArea } from '../ui/form/input.tsx';
import { SavedAt } from '../ui/form/saved-at.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { useMendByFault } from './mend-by-fault.ts';
import { MendByField } from './mend-by-field.tsx';
import { decideLastWords, decideWords, endorseWords } from './review-words.ts';
import { ToMend } from './to-mend.tsx';
import { useStep, type Gate, type Step, type Transition } from './queries.ts';

type Props = {
  readonly transition: Transition;
  readonly next: string | null;
  readonly unreported: Gate['unreported'];
  /** Orders of earlier refusals that nobody has verified: it goes back. */
  readonly unmended: Gate['unmended'];
};

/** The team's or the office's own turn: yes, or no with a reason. Each asks once and says what will follow. */
export function ReviewSheet({ transition, next, unreported, unmended }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const deciding = transition.may.decide;
  const { value, savedAt, change, discard } = useDraft(`review.${transition.id}`, { note: '', mendBy: '' });
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useStep(transition.id, discard);
  const faults = useFormFaults(error, ['note', 'reason', 'mendBy']);
  const note = value.note.trim();
  const about = {
    team: term('team'),
    office: term('office'),
    unit: term('unit'),
    campaign: term('campaign'),
    stage: next ?? t('gate.review.end'),
  };
  const missing = tried && note === '' ? t('gate.review.reasonMissing') : undefined;
  const dayFault = useMendByFault(value.mendBy);
  const send = (kind: Step['kind']): void => mutate({ kind, note, mendBy: value.mendBy });
  const words = deciding ? (next === null ? decideLastWords : decideWords) : endorseWords;
  const notYes =
    unmended.length > 0
      ? t('gate.review.mendedFirst')
      : !deciding && unreported.length > 0
        ? t('gate.review.reportedFirst')
        : null;
  return (
    <Sheet title={t(words.title, about)} caption={t(words.caption, about)} padded>
      {unmended.map((order) => (
        <div key={order.id} className="gate-review-note">
          <StateWord state="gap">{t('gate.review.unmended')}</StateWord>
          <ToMend order={order} />
        </div>
      ))}
      {!deciding &&
        unreported.map(({ assessmentId, attempt }) => (
          <p key={assessmentId} className="gate-review-note">
            <StateWord state="wait">{t('gate.review.reportFirst', { ...about, attempt })}</StateWord>{' '}
            <Anchor className="m-link" href={`/assessments/${assessmentId}`}>
              {t('gate.review.goReport')}
            </Anchor>
          </p>
        ))}
      <div className="gate-review-note">
        <Field
          label={t('gate.review.note')}
          hint={t(words.hint, about)}
          error={missing ?? faults.at('note') ?? faults.at('reason')}
        >
          {(wires) => (
            <TextArea
              {...wires}
              rows={3}
              maxLength={2000}
              value={value.note}
              onChange={(event) => change({ note: event.target.value })}
            />
          )}
        </Field>
      </div>
      {deciding && (
        <div className="gate-review-note">
          <MendByField
            value={value.mendBy}
            onChange={(mendBy) => change({ mendBy })}
            error={(tried ? dayFault : undefined) ?? faults.at('mendBy')}
          />
        </div>
      )}
      <FormFault>{faults.rest}</FormFault>
      <div className="gate-review-acts">
        {notYes !== null ? (
          <Button reason={notYes}>{t(words.yes, about)}</Button>
        ) : (
          <ConfirmButton
            primary
            busy={isPending}
            effect={t(words.yesEffect, about)}
            onConfirm={() => send(deciding ? 'pass' : 'endorse')}
          >
            {t(words.yes, about)}
          </ConfirmButton>
        )}
        {note === '' || (deciding && dayFault !== undefined) ? (
          <Button onClick={() => setTried(true)}>{t(words.no)}</Button>
        ) : (
          <ConfirmButton
            busy={isPending}
            effect={t(words.noEffect, about)}
            onConfirm={() => send(deciding ? 'refuse' : 'return')}
          >
            {t(words.no)}
          </ConfirmButton>
        )}
        {savedAt !== null && <SavedAt at={savedAt} />}
      </div>
    </Sheet>
  );
}
