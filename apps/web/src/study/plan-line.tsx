import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { civilDate, timeText } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useNow } from '../app/now.ts';
import { Button, ButtonLink } from '../ui/form/button.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Plan } from './plan-queries.ts';

type Props = { readonly plan: Plan; readonly organisationId: string };

/** One that is coming: what, when, where, with whom, and the act that is next. */
export function PlanLine({ plan, organisationId }: Props): ReactNode {
  const t = useText();
  const now = useNow();
  const isOver = Date.parse(plan.endsAt) <= Date.parse(now);
  // On a branch's page its own sheet; on a unit's that of the first branch whose turn it is.
  const mine = plan.branches.filter(
    (branch) =>
      branch.mayRecord && branch.recordedBy === null && (branch.id === plan.host.id || plan.activityId !== null),
  );
  const next = mine.find(({ id }) => id === organisationId) ?? mine[0];
  return (
    <>
      <p>
        <Anchor className="m-link study-topic" href={`/plans/${plan.id}`}>
          <UserText>{plan.topic}</UserText>
        </Anchor>
        <span className="m-second">
          <PlanFacts plan={plan} />
        </span>
        {plan.calledOff !== null && (
          <span className="study-voided">
            <Say
              k="study.plan.calledOffBy"
              values={{
                who: <UserText>{plan.calledOff.by}</UserText>,
                reason: <UserText>{plan.calledOff.reason}</UserText>,
              }}
            />
          </span>
        )}
      </p>
      {plan.calledOff === null && isOver && next?.isJudged === true && (
        <Button small reason={t('study.judgedNow')}>
          {t('study.record')}
        </Button>
      )}
      {plan.calledOff === null && isOver && next?.isJudged === false && (
        <ButtonLink small href={`/branches/${next.id}/record?plan=${plan.id}`}>
          {t('study.record')}
        </ButtonLink>
      )}
    </>
  );
}

/** What kind, when, where, and who meets. */
export function PlanFacts({ plan }: { readonly plan: Plan }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { due } = useFormat();
  return (
    <Facts>
      {titles.kind(plan.kind)}
      {t('study.fromTo', {
        day: due(civilDate(plan.startsAt)),
        start: timeText(plan.startsAt, 'minute'),
        end: timeText(plan.endsAt, 'minute'),
      })}
      {plan.place !== null && <UserText>{plan.place}</UserText>}
      {plan.branches.map(({ id, name }) => (
        <UserText key={id}>{name}</UserText>
      ))}
    </Facts>
  );
}
