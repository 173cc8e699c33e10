import { longestMinutes, reachOf } from '@muster/core/study';
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
export function HoursSentence({
  stage: { needs, endsOn, shortestSessionMinutes },
}: {
  readonly stage: Stage;
}): ReactNode {
  const t = useText();
  const hours = useHours();
  const format = useFormat();
  const daysLeft = daysBetween(useToday(), endsOn);
  const campaign = useCampaign();
  const meetingMinutes = shortestSessionMinutes || (campaign?.studyHourMinutes ?? 60);
  const hardest = hardestOf(needs);
  // What is over cannot be reached any more.
  if (hardest === undefined || daysLeft < 0 || (campaign?.closedOn ?? null) !== null) return null;
  const { missing, coming, open } = hardest;
  const reach = reachOf({ missing, coming, open, meetingMinutes, daysLeft });
  const planned =
    coming.meetings === 0
      ? t('study.reach.nonePlanned')
      : t('study.reach.planned', { count: coming.meetings, hours: hours.words(coming.minutes) });
  const day = format.due(endsOn);
  const left = t('study.reach.left', { count: daysLeft });
  const said = { missing: hours.words(missing), day, left, planned, hours: hours.words(meetingMinutes) };
  const longest = { ...said, hours: hours.words(longestMinutes) };
  const besides =
    'makeUps' in reach
      ? { makeUps: hours.words(reach.makeUps), log: hours.words(reach.log) }
      : { makeUps: '', log: '' };
  switch (reach.by) {
    case 'planned':
      return (
        <p>
          <Say k="study.reach.enough" values={said} />
        </p>
      );
    case 'nothing':
      return (
        <p>
          <Say k="study.reach.impossible" values={longest} />
        </p>
      );
    case 'apart':
      return (
        <p>
          <Say k="study.reach.apart" values={{ ...said, ...besides }} />
        </p>
      );
    case 'meetings':
      return (
        <p>
          {reach.makeUps + reach.log === 0 ? (
            <Say k="study.reach.possible" count={reach.count} values={said} />
          ) : (
            <Say k="study.reach.possibleWith" count={reach.count} values={{ ...said, ...besides }} />
          )}
        </p>
      );
    case 'days':
      return (
        <p>
          <Say k="study.reach.days" count={reach.count} values={{ ...longest, ...besides }} />
        </p>
      );
  }
}

/** Of several needs the one that asks for most is the one to be told about. */
function hardestOf(needs: Stage['needs']): (Stage['needs'][number] & { readonly missing: number }) | undefined {
  return needs
    .filter(({ minutes, have }) => minutes > have)
    .map((need) => ({ ...need, missing: need.minutes - need.have }))
    .toSorted((one, other) => other.missing - other.coming.minutes - (one.missing - one.coming.minutes))[0];
}
