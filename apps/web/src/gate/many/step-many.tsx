import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../../app/campaign.ts';
import { useDraft } from '../../app/draft.ts';
import { useText } from '../../app/i18n/use-text.ts';
import type { ActOnThem } from '../../app/many/act-buttons.tsx';
import { ActOnMany } from '../../app/many/act-on-many.tsx';
import { NoteField } from '../../app/many/note-field.tsx';
import { useFormFaults } from '../../app/refusal.ts';
import { useMendByFault } from '../mend-by-fault.ts';
import { MendByField } from '../mend-by-field.tsx';
import type { Transition } from '../queries.ts';
import { actWords, stepWords } from './words.ts';
import { useStepMany, type ManySteps } from './queries.ts';

type Props = { readonly step: 'endorse' | 'decide'; readonly listed: readonly Transition[] };

/** Of the applications listed, those whose next step is one's own: each is judged anew, as on the page of its unit. */
export function StepMany({ step, listed }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const about = { team: term('team'), office: term('office'), unit: term('unit'), units: term('unit', 'many') };
  const titles = useTitles();
  const { value, change, discard } = useDraft(`reviews.${step}`, { note: '', mendBy: '' });
  const { mutate, isPending, error, isSuccess, variables } = useStepMany(discard);
  const faults = useFormFaults(error, []);
  const mine = listed.filter(({ may }) => may[step]);
  const note = value.note.trim();
  const dayFault = useMendByFault(value.mendBy);
  const notYet = note === '' ? t('gate.review.reasonMissing') : dayFault;
  const act = (kind: ManySteps['kind'], reason?: string): ActOnThem => ({
    key: kind,
    word: (count) => t(actWords[kind].word, { ...about, count }),
    effect: t(actWords[kind].effect, about),
    reason,
    send: (transitionIds) => mutate({ kind, transitionIds, note, mendBy: value.mendBy }),
  });
  const words = stepWords[step];
  return (
    <ActOnMany
      title={t(words.title, about)}
      folded={t(words.folded, { ...about, count: mine.length })}
      lines={mine.map(({ id, unit, stageCode, campaignId }) => ({
        id,
        whose: unit.name,
        what: titles.stage(stageCode, campaignId),
      }))}
      acts={step === 'endorse' ? [act('endorse')] : [act('pass'), act('refuse', notYet)]}
      sent={{ ids: variables?.transitionIds ?? [], list: 'transitionIds', error, isPending }}
      done={isSuccess ? t(actWords[variables.kind].done, { ...about, count: variables.transitionIds.length }) : null}
      fault={faults.rest}
    >
      <NoteField
        label={t('gate.review.note')}
        hint={t(words.hint)}
        value={value.note}
        onChange={(typed) => change({ note: typed })}
      />
      {step === 'decide' && (
        <MendByField
          value={value.mendBy}
          onChange={(mendBy) => change({ mendBy })}
          error={value.mendBy === '' ? undefined : dayFault}
        />
      )}
    </ActOnMany>
  );
}
