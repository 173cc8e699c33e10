import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { useDrill } from '../batch.ts';
import { owedAddress, type When } from '../queries.ts';
import type { Statistics } from './queries.ts';
import { weekFigure } from './week-figure.tsx';
import { WeekSheet } from './week-sheet.tsx';

type Props = { readonly statistics: Statistics };
type Attended = Statistics['attendance'][number];
type Due = Statistics['owed'][number];

/** Who came and who did not, to all the meetings of each week. */
export function AttendanceWeeks({ statistics }: Props): ReactNode {
  const t = useText();
  const listOf = (presence: string) => (row: Attended) =>
    `/organisations/${statistics.organisation.id}/presences?${new URLSearchParams({ week: row.week, presence }).toString()}`;
  const present = t('rollup.statistics.present');
  const absent = t('rollup.statistics.absent');
  return (
    <WeekSheet
      title={t('rollup.statistics.attendance')}
      name={t('rollup.statistics.attendance')}
      caption={t('rollup.statistics.attendanceNote')}
      asOf={statistics.asOf}
      weeks={statistics.attendance}
      parts={[
        { label: present, of: (row: Attended) => row.present },
        { label: absent, of: (row: Attended) => row.absent },
      ]}
      columns={[
        weekFigure<Attended>('present', present, (row) => row.present, listOf('present')),
        weekFigure<Attended>('absent', absent, (row) => row.absent, listOf('absent')),
      ]}
      none={t('rollup.statistics.noMeeting')}
    />
  );
}

/** What fell due in each week and what of it is done; the week is that of the day on which it is due. Where all of it is counted above, nothing. */
export function OwedWeeks({ statistics }: Props): ReactNode {
  const t = useText();
  const { id } = statistics.organisation;
  const drill = useDrill();
  const listOf = (when: When) => (row: Due) => drill(owedAddress(id, when, undefined, row.week));
  const done = ({ asked, overdue, coming }: Due) => asked - overdue - coming;
  const words = {
    asked: t('rollup.statistics.asked'),
    done: t('rollup.statistics.done'),
    overdue: t('rollup.owed.overdue'),
    coming: t('rollup.owed.page.coming'),
  };
  if (statistics.countedAbove && statistics.owed.length === 0) return null;
  return (
    <WeekSheet
      title={t('rollup.statistics.owed')}
      name={t('rollup.statistics.owed')}
      caption={t('rollup.statistics.owedNote')}
      asOf={statistics.asOf}
      weeks={statistics.owed}
      parts={[
        { label: words.overdue, of: (row: Due) => row.overdue },
        { label: words.coming, of: (row: Due) => row.coming },
        { label: words.done, of: done },
      ]}
      columns={[
        weekFigure<Due>('asked', words.asked, (row) => row.asked, listOf('asked')),
        weekFigure<Due>('done', words.done, done, listOf('done')),
        weekFigure<Due>('overdue', words.overdue, (row) => row.overdue, listOf('overdue')),
        weekFigure<Due>('coming', words.coming, (row) => row.coming, listOf('coming')),
      ]}
      none={t('rollup.owed.none')}
    />
  );
}
