import type { ReactNode } from 'react';
import { Say } from '../app/i18n/say.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Plan } from './plan-queries.ts';

/** Where a sheet begins from: its plan, or what the host has said already. */
export function PlannedNote({ plan }: { readonly plan: Plan }): ReactNode {
  const topic = (
    <Anchor className="m-link" href={`/plans/${plan.id}`}>
      <UserText>{plan.topic}</UserText>
    </Anchor>
  );
  const host = <UserText>{plan.host.name}</UserText>;
  return (
    <p className="m-caption study-planned-note">
      <Say k={plan.activityId === null ? 'study.plan.fromPlan' : 'study.plan.joins'} values={{ topic, host }} />
    </p>
  );
}
