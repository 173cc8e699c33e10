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
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { MendByField } from './mend-by-field.tsx';
import { useStep, type Gate, type Step, type Transition } from './queries.ts';

type Props = { readonly transition: Transition; readonly next: string | null };
type ReviewProps = Props & { readonly unreported: Gate['unreported'] };

/** The team's or the office's own turn: yes, or no with a reason. Each asks once and says what will follow. */
export function ReviewSheet({ transition, next, unreported }: ReviewProps): ReactNode {
  const t = useText();
  const term = useTerms();
  const deciding = transition.may.decide;
  const { value, savedAt, change, discard } = useDraft(`review.${transition.id}`, { note: '', mendBy: '' });
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useStep(transition.id, discard);
  const faults = useFormFaults(error, ['note', 'reason', 'mendBy']);
  const note = value.note.trim();
  const missing = tried && note === '' ? t('gate.review.reasonMissing') : undefined;
  const noDay = deciding && value.mendBy === '';
  const send = (kind: Step['kind']): void => mutate({ kind, note, mendBy: value.mendBy });
  const words = deciding ? decideWords : endorseWords;
  const about = { team: term('team'), office: term('office'), stage: next ?? t('gate.review.end') };
  return (
    <Sheet title={t(words.title, about)} caption={t(words.caption, about)} padded>
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
          hint={t(words.hint)}
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
        <MendByField
          value={value.mendBy}
          onChange={(mendBy) => change({ mendBy })}
          error={(tried && noDay ? t('refusal.mend-by-missing') : undefined) ?? faults.at('mendBy')}
        />
      )}
      <FormFault>{faults.rest}</FormFault>
      <div className="gate-review-acts">
        <ConfirmButton
          primary
          busy={isPending}
          effect={t(words.yesEffect, about)}
          onConfirm={() => send(deciding ? 'pass' : 'endorse')}
        >
          {t(words.yes, about)}
        </ConfirmButton>
        {note === '' || noDay ? (
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

/** Whoever endorses or decides for other units is told beforehand why not for this one. */
export function NotMine({ transition: { may, state }, next }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  if (may.notDecide === null) return null;
  const about = { team: term('team'), office: term('office'), stage: next ?? t('gate.review.end') };
  return (
    <Sheet title={t((state === 'applied' ? endorseWords : decideWords).title, about)}>
      <EmptyLine>{t(`refusal.${may.notDecide}`, { termUnit: term('unit') })}</EmptyLine>
    </Sheet>
  );
}

const endorseWords = {
  title: 'gate.review.endorseTitle',
  caption: 'gate.review.endorseCaption',
  hint: 'gate.review.endorseHint',
  yes: 'gate.review.endorse',
  yesEffect: 'gate.review.endorseEffect',
  no: 'gate.review.return',
  noEffect: 'gate.review.returnEffect',
} as const;

const decideWords = {
  title: 'gate.review.decideTitle',
  caption: 'gate.review.decideCaption',
  hint: 'gate.review.decideHint',
  yes: 'gate.review.pass',
  yesEffect: 'gate.review.passEffect',
  no: 'gate.review.refuse',
  noEffect: 'gate.review.refuseEffect',
} as const;
