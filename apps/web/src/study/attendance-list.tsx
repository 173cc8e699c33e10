import type { ReactNode } from 'react';
import { useCountsHours, useTitles } from '../app/campaign.ts';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { UserText } from '../ui/text/user-text.tsx';
import type { Person } from './queries.ts';
import { useHours } from './use-hours.ts';

/** One line a meeting: when, what, and what it earned, or why one was not there. */
export function AttendanceList({ attendances }: { readonly attendances: Person['attendances'] }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const hours = useHours();
  const countsHours = useCountsHours();
  const { day } = useFormat();
  return (
    <ul className="study-attendances">
      {attendances.map(({ activityId, topic, kind, startsAt, presence, reason, minutes, credited, voided }) => (
        <li key={activityId} className={voided ? 'study-struck' : undefined}>
          <span className="study-day">{day(civilDate(startsAt))}</span>
          <span>
            <UserText>{topic}</UserText>
            <span className="m-second">{titles.kind(kind)}</span>
            {!voided && countsHours && credited < minutes && (
              <span className="m-second">{t('study.credited', { all: hours.words(minutes) })}</span>
            )}
          </span>
          <span className="study-earned">
            {voided && <span className="study-voided">{t('study.voided')}</span>}
            {!voided && presence === 'present' && (countsHours ? hours.words(credited) : t('study.present'))}
            {!voided && presence === 'absent' && (
              <span className="m-gap">
                {t('ui.absent')} {reason !== null && titles.reason(reason)}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
