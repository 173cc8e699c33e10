import { reachOf } from '@muster/core/study';
import type { ReactNode } from 'react';
import { useCampaign } from '../app/campaign.ts';
import { daysBetween } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import type { Person } from './queries.ts';
import { useHours } from './use-hours.ts';

type Stage = NonNullable<Person['stage']>;

/** In one sentence: what is missing, what is planned, and whether it can still be reached; nothing where nothing is missing. */
export function HoursSentence({ stage: { needs, endsOn } }: { readonly stage: Stage }): ReactNode {
  const t = useText();
  const hours = useHours();
  const format = useFormat();
  const left = daysBetween(useToday(), endsOn);
  const campaign = useCampaign();
  const meetingMinutes = campaign?.shortestSessionMinutes || (campaign?.studyHourMinutes ?? 60);
  const hardest = hardestOf(needs);
  if (hardest === undefined || left < 0) return null;
  const { missing, coming } = hardest;
  const { meetings, isReachable } = reachOf({ missing, coming, meetingMinutes, daysLeft: left });
  const planned =
    coming.meetings === 0
      ? t('study.reach.nonePlanned')
      : t('study.reach.planned', { count: coming.meetings, hours: hours.words(coming.minutes) });
  const day = format.due(endsOn);
  const said = { missing: hours.words(missing), day, days: left, planned, hours: hours.words(meetingMinutes) };
  return (
    <p>
      {meetings === 0 ? (
        <Say k="study.reach.enough" values={said} />
      ) : isReachable ? (
        <Say k="study.reach.possible" count={meetings} values={said} />
      ) : (
        <Say k="study.reach.impossible" values={said} />
      )}
    </p>
  );
}

/** Of several needs the one that asks for most is the one to be told about. */
function hardestOf(needs: Stage['needs']): (Stage['needs'][number] & { readonly missing: number }) | undefined {
  return needs
    .filter(({ minutes, have }) => minutes > have)
    .map((need) => ({ ...need, missing: need.minutes - need.have }))
    .toSorted((one, other) => other.missing - other.coming.minutes - (one.missing - one.coming.minutes))[0];
}
