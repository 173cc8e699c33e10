import { reachOf } from '@muster/core/study';
import type { ReactNode } from 'react';
import { useCampaign, useTerms, useTitles } from '../app/campaign.ts';
import { daysBetween } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { CountBar } from '../ui/figure/count-bar.tsx';
import { Figure } from '../ui/figure/figure.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { Facts } from '../ui/text/facts.tsx';
import type { Person } from './queries.ts';
import { useHours } from './use-hours.ts';

type Props = { readonly person: Person; readonly own: boolean };

/** What there is of what is needed in the present stage, and how many days are left for the rest. */
export function HoursSheet({ person: { stage }, own }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const hours = useHours();
  const term = useTerms();
  const format = useFormat();
  const today = useToday();
  const campaign = useCampaign();
  if (stage === null)
    return (
      <Sheet title={t(own ? 'study.myHours' : 'study.hoursOfPerson')}>
        <EmptyLine>{t('study.noOpenStage')}</EmptyLine>
      </Sheet>
    );
  const left = daysBetween(today, stage.endsOn);
  const meetingMinutes = campaign?.shortestSessionMinutes || (campaign?.studyHourMinutes ?? 60);
  // Of several needs the one that asks for most is the one to be told about.
  const [hardest] = stage.needs
    .filter(({ minutes, have }) => minutes > have)
    .map((need) => ({ ...need, missing: need.minutes - need.have }))
    .toSorted((one, other) => other.missing - other.coming.minutes - (one.missing - one.coming.minutes));
  return (
    <Sheet
      title={t(own ? 'study.myHours' : 'study.hoursOfPerson')}
      right={
        <Facts>
          {titles.of(stage.title)}
          {format.span(stage.startsOn, stage.endsOn)}
        </Facts>
      }
      padded
    >
      {stage.needs.length === 0 && (
        <p>
          <Figure value={hours.count(stage.minutes)} size="lead" /> {hours.words(stage.minutes)}
        </p>
      )}
      {stage.needs.map(({ measure, title, minutes, have }) => (
        <div key={measure} className="study-need">
          <p>
            <span>
              <Figure value={hours.figure(have)} of={hours.figure(minutes)} size="lead" />
            </span>
            {have >= minutes ? (
              <StateWord state="met" />
            ) : (
              <StateWord state="gap">{t('study.short', { hours: hours.words(minutes - have) })}</StateWord>
            )}
          </p>
          <CountBar met={Math.min(have, minutes)} gap={0} na={Math.max(0, minutes - have)} ink />
          <p className="m-caption">{titles.of(title)}</p>
        </div>
      ))}
      {stage.elsewhereMinutes > 0 && (
        <p className="m-caption">
          {t('study.elsewhere', { hours: hours.words(stage.elsewhereMinutes), branch: term('branch') })}
        </p>
      )}
      {stage.madeUpMinutes + stage.selfStudyMinutes > 0 && (
        <p className="m-caption">
          {t('study.apart', {
            madeUp: hours.words(stage.madeUpMinutes),
            selfStudy: hours.words(stage.selfStudyMinutes),
          })}
        </p>
      )}
      {hardest !== undefined && left >= 0 && (
        <p>
          <Reach need={hardest} left={left} meetingMinutes={meetingMinutes} endsOn={format.due(stage.endsOn)} />
        </p>
      )}
    </Sheet>
  );
}

/** In one sentence: what is missing, what is planned, and whether it can still be reached. */
function Reach({
  need: { missing, coming },
  left,
  meetingMinutes,
  endsOn,
}: {
  readonly need: NonNullable<Person['stage']>['needs'][number] & { readonly missing: number };
  readonly left: number;
  readonly meetingMinutes: number;
  readonly endsOn: ReactNode;
}): ReactNode {
  const t = useText();
  const hours = useHours();
  const { meetings, isReachable } = reachOf({ missing, coming, meetingMinutes, daysLeft: left });
  const planned =
    coming.meetings === 0
      ? t('study.reach.nonePlanned')
      : t('study.reach.planned', { count: coming.meetings, hours: hours.words(coming.minutes) });
  const said = { missing: hours.words(missing), day: endsOn, days: left, planned, hours: hours.words(meetingMinutes) };
  if (meetings === 0) return <Say k="study.reach.enough" values={said} />;
  return isReachable ? (
    <Say k="study.reach.possible" count={meetings} values={said} />
  ) : (
    <Say k="study.reach.impossible" values={said} />
  );
}
