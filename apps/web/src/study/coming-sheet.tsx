import { newKey } from '@muster/client';
import { useState, type ReactNode } from 'react';
import { useTerm } from '../app/campaign.ts';
import { addDays } from '@muster/core/kernel';
import { useDraft } from '../app/draft.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { Trouble } from '../app/trouble.tsx';
import { Field } from '../ui/form/field.tsx';
import { Choice } from '../ui/form/input.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { PlanForm } from './plan-form.tsx';
import { PlanLine } from './plan-line.tsx';
import { PlannedWhileJudged } from './planned-while-judged.tsx';
import { useComing, usePlanActivity, type Coming } from './plan-queries.ts';

type Props = {
  readonly organisationId: string;
  /** On a page where other things matter more it shows nothing while nothing is planned. */
  readonly brief?: boolean;
};

/** What is coming at a branch or a unit, and the form that plans it. */
export function ComingSheet({ organisationId, brief = false }: Props): ReactNode {
  const t = useText();
  const { data, error, isPending, refetch } = useComing(organisationId);
  if (brief && (data === undefined || data.plans.length === 0)) return null;
  return (
    <Sheet title={t('study.plan.coming')} caption={t('study.plan.soonestFirst')}>
      {error !== null && <Trouble error={error} what={t('study.plan.coming')} onRetry={() => void refetch()} />}
      {isPending && <Loading />}
      {data !== undefined && (
        <>
          {data.plans.length === 0 && <EmptyLine>{t('study.plan.none')}</EmptyLine>}
          <ul className="study-plans">
            {data.plans.map((plan) => (
              <li key={plan.id}>
                <PlanLine plan={plan} organisationId={organisationId} />
              </li>
            ))}
          </ul>
          {!brief && data.mayPlan.length > 0 && <NewPlan organisationId={organisationId} coming={data} />}
        </>
      )}
    </Sheet>
  );
}

function NewPlan({ organisationId, coming }: { readonly organisationId: string; readonly coming: Coming }): ReactNode {
  const t = useText();
  const tomorrow = addDays(useToday(), 1);
  const host = useTerm('branch', 'start');
  const branches = useTerm('branch', 'many');
  const { mayPlan, kinds } = coming;
  const { value, change, discard } = useDraft(`plan.${organisationId}`, {
    kind: kinds[0] ?? '',
    topic: '',
    place: '',
    date: tomorrow,
    start: '14:30',
    end: '16:30',
    host: mayPlan[0]?.id ?? '',
    with: [] as string[],
    key: '',
  });
  const [saved, setSaved] = useState(0);
  const { mutate, isPending, error } = usePlanActivity(() => {
    discard();
    setSaved(saved + 1);
  });
  const guests = mayPlan.filter(({ id }) => id !== value.host);
  return (
    <details className="study-leave-form m-unprinted" key={saved}>
      <summary>{t('study.plan.new')}</summary>
      {coming.isJudged && <PlannedWhileJudged />}
      <PlanForm
        draft={value}
        kinds={kinds}
        change={(part) => change({ ...part, key: '' })}
        act={t('study.plan.save')}
        busy={isPending}
        error={error}
        onSave={(plan) => {
          const key = value.key === '' ? newKey() : value.key;
          change({ key });
          const withBranches = value.with.filter((id) => guests.some((each) => each.id === id));
          mutate({ key, branchId: value.host, withBranches, plan });
        }}
      >
        {mayPlan.length > 1 && (
          <div className="study-leave-fields">
            <Field label={t('study.plan.host', { branch: host })}>
              {(wires) => (
                <Choice
                  {...wires}
                  value={value.host}
                  onChange={(event) => change({ host: event.target.value, key: '' })}
                >
                  {mayPlan.map(({ id, name }) => (
                    <option key={id} value={id} data-user="" lang="zh-Hans">
                      {name}
                    </option>
                  ))}
                </Choice>
              )}
            </Field>
          </div>
        )}
        {guests.length > 0 && (
          <fieldset className="study-plan-guests">
            <legend>{t('study.plan.together', { branches })}</legend>
            {guests.map(({ id, name }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={value.with.includes(id)}
                  onChange={(event) =>
                    change({
                      with: event.target.checked ? [...value.with, id] : value.with.filter((other) => other !== id),
                      key: '',
                    })
                  }
                />
                <UserText>{name}</UserText>
              </label>
            ))}
          </fieldset>
        )}
      </PlanForm>
    </details>
  );
}
