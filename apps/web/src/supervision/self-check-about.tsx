import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { Say } from '../app/i18n/say.tsx';
import { Moment } from '../gate/flow.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { SelfCheck } from './self-check-queries.ts';

type Props = { readonly checked: SelfCheck };

/** Which stage, who checked and who checked again. */
export function About({ checked: { stageCode, check, review } }: Props): ReactNode {
  const titles = useTitles();
  return (
    <Facts>
      {stageCode !== null && titles.stage(stageCode)}
      {check !== null && (
        <span>
          <Say
            k="supervision.selfCheck.by"
            values={{ who: <UserText>{check.by}</UserText>, time: <Moment at={check.at} /> }}
          />
        </span>
      )}
      {review !== null && (
        <span>
          <Say
            k="supervision.selfCheck.reviewBy"
            values={{ who: <UserText>{review.by}</UserText>, time: <Moment at={review.at} /> }}
          />
        </span>
      )}
    </Facts>
  );
}
