import type { ReactNode } from 'react';
import { useCountsHours, useTitles } from '../app/campaign.ts';
import { civilDate, timeText } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Activity } from './queries.ts';
import { useHours } from './use-hours.ts';

type Props = { readonly activity: Activity; readonly isGuest?: boolean };

/** Where, what, when and for how long; a guest may not open the host’s page. */
export function Held({ activity, isGuest = false }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const hours = useHours();
  const countsHours = useCountsHours();
  const { due } = useFormat();
  return (
    <Facts>
      {isGuest ? (
        <UserText>{activity.branch.name}</UserText>
      ) : (
        <Anchor href={`/branches/${activity.branch.id}`}>
          <UserText>{activity.branch.name}</UserText>
        </Anchor>
      )}
      {titles.kind(activity.kind)}
      {t('study.fromTo', {
        day: due(civilDate(activity.startsAt)),
        start: timeText(activity.startsAt, 'minute'),
        end: timeText(activity.endsAt, 'minute'),
      })}
      {activity.place !== null && <UserText>{activity.place}</UserText>}
      {activity.voided === null && countsHours && t('study.eachGets', { hours: hours.words(activity.minutes) })}
    </Facts>
  );
}
