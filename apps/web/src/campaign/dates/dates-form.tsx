import { useState, type ReactNode } from 'react';
import { Refused } from '@muster/client';
import { useTitles } from '../../app/campaign.ts';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { TextArea } from '../../ui/form/input.tsx';
import { SavedAt } from '../../ui/form/saved-at.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { StageFields, stageFieldNames } from '../batch/stage-fields.tsx';
import type { PlannedStage } from '../stage-plan.ts';
import { useAskForDates, usePlanStages, type UnitDates } from './queries.ts';

/** What somebody else can allow: the form then asks for a reason. */
const askable = new Set(['stage-outside-window', 'stage-shorter-than-allowed', 'total-shorter-than-allowed']);

type Draft = { readonly stages: readonly PlannedStage[] | null; readonly reason: string };

/** The unit's own dates; where they need a decision, the same dates are asked for with a reason, and nothing typed is lost. */
export function DatesForm({ dates }: { readonly dates: UnitDates }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { day, span } = useFormat();
  const now = dates.stages.filter(({ state }) => state !== 'closed');
  const draft = useDraft<Draft>(`dates.${dates.unit.id}`, { stages: null, reason: '' });
  const { reason } = draft.value;
  const stages =
    stillFits(draft.value.stages, now) ?? now.map(({ code, startsOn, endsOn }) => ({ code, startsOn, endsOn }));
  const [done, setDone] = useState<'planned' | 'asked' | null>(null);
  const finish = (as: 'planned' | 'asked') => () => {
    draft.discard();
    setDone(as);
  };
  const plan = usePlanStages(dates.unit.id, finish('planned'));
  const ask = useAskForDates(dates.unit.id, () => {
    finish('asked')();
    // Why the dates could not simply be set is settled by asking.
    plan.reset();
  });
  const error = ask.error ?? plan.error;
  const faults = useFormFaults(error, ['reason', ...stageFieldNames(stages)]);
  const isWaiting = dates.requests.some(({ decision }) => decision === null);
  const mayAsk = reason !== '' || (error instanceof Refused && askable.has(error.problem.code));
  const send = (): void => {
    setDone(null);
    ask.reset();
    plan.mutate([...stages]);
  };
  const sendRequest = (): void => {
    setDone(null);
    ask.mutate({ stages: [...stages], reason });
  };
  const reasonFault = faults.at('reason');
  return (
    <Form name={t('campaign.dates.own')} onSubmit={send}>
      <StageFields
        stages={stages}
        onChange={(next) => draft.change({ stages: next })}
        faultAt={(field) => faults.at(field)}
        isFixed={(place) => now[place]?.state === 'open'}
        hint={(_stage, place) => {
          const stage = now[place];
          if (stage === undefined) return null;
          const { windowFrom, windowTo, minimumDays } = stage;
          return t('campaign.dates.limits', {
            window: span(windowFrom, windowTo),
            count: minimumDays,
            stage: titles.of(stage.title),
          });
        }}
      />
      {dates.minimumTotalDays > 0 && (
        <p className="m-field m-caption">{t('campaign.dates.total', { count: dates.minimumTotalDays })}</p>
      )}
      {mayAsk && !isWaiting && (
        <Field
          label={t('campaign.dates.reason')}
          hint={t('campaign.dates.reasonHint')}
          {...(reasonFault !== undefined && { error: reasonFault })}
        >
          {(wires) => (
            <TextArea
              {...wires}
              rows={3}
              maxLength={2000}
              value={reason}
              onChange={(event) => draft.change({ reason: event.target.value })}
            />
          )}
        </Field>
      )}
      {isWaiting && <p className="m-field m-caption">{t('campaign.dates.waiting')}</p>}
      <FormFault>{faults.rest}</FormFault>
      {done !== null && (
        <output className="m-field">
          <StateWord state="met">{t(`campaign.dates.done.${done}`, { day: day(now.at(-1)?.endsOn ?? '') })}</StateWord>
        </output>
      )}
      <div className="m-plan-acts">
        <Button type="submit" primary busy={plan.isPending}>
          {t('campaign.dates.set')}
        </Button>
        {mayAsk && !isWaiting && (
          <Button busy={ask.isPending} onClick={sendRequest}>
            {t('campaign.dates.ask')}
          </Button>
        )}
        {draft.savedAt !== null && (
          <>
            <Button quiet onClick={draft.discard}>
              {t('campaign.plan.discard')}
            </Button>
            <SavedAt at={draft.savedAt} />
          </>
        )}
      </div>
    </Form>
  );
}

/** A draft is of the stages of now, or no longer of use: one of them may have been closed meanwhile. */
function stillFits(kept: readonly PlannedStage[] | null, now: UnitDates['stages']): readonly PlannedStage[] | null {
  const fits =
    kept !== null && kept.length === now.length && kept.every(({ code }, place) => code === now[place]?.code);
  if (!fits) return null;
  return kept.map((stage, place) => {
    const present = now[place];
    return present?.state === 'open' ? { ...stage, startsOn: present.startsOn } : stage;
  });
}
