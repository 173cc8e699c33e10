import type { ReactNode } from 'react';
import { useCountsHours, useTitles } from '../app/campaign.ts';
import { timeText } from '../app/format/dates.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useTermText } from '../app/term-text.ts';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { useFirstRows } from '../ui/sheet/first-rows.tsx';
import { PersonLink } from './branch-roll.tsx';
import type { ActivitySheet } from './queries.ts';
import { useHours } from './use-hours.ts';

type Line = ActivitySheet['sheet'][number];

type Props = { readonly sheet: readonly Line[]; readonly voided: boolean };

/** Everybody who was expected, in the order of the roll; a voided sheet earns nobody hours. */
export function AttendanceTable({ sheet, voided }: Props): ReactNode {
  const t = useText();
  const columns = useColumns(voided);
  const { shown, more } = useFirstRows(sheet);
  return (
    <>
      <DataTable
        name={t('study.sheet')}
        columns={columns}
        rows={shown}
        rowKey={({ personId }) => personId}
        height="dense"
      />
      {more}
    </>
  );
}

function useColumns(voided: boolean): readonly Column<Line>[] {
  const t = useTermText();
  const titles = useTitles();
  const hours = useHours();
  const countsHours = useCountsHours();
  const columns: readonly Column<Line>[] = [
    {
      key: 'name',
      head: t('study.name'),
      cell: ({ personId, name }) => (
        <span className="study-attendant">
          <PersonLink personId={personId} name={name} />
        </span>
      ),
    },
    {
      key: 'presence',
      head: t('study.presence'),
      cell: ({ presence, reason, signedAt }) => (
        <>
          {presence === 'present' ? (
            t('study.present')
          ) : (
            <span className="m-gap">{reason === null ? t('ui.absent') : titles.reason(reason)}</span>
          )}
          {signedAt !== null && (
            <span className="m-second">{t('study.signIn.at', { time: timeText(signedAt, 'minute') })}</span>
          )}
        </>
      ),
    },
    {
      key: 'hours',
      head: t('study.hoursHave'),
      align: 'right',
      width: 120,
      cell: ({ minutes }) => {
        if (voided) return '—';
        return minutes === 0 ? <span className="m-na">0</span> : hours.figure(minutes);
      },
    },
  ];
  return countsHours ? columns : columns.filter(({ key }) => key !== 'hours');
}
