import type { ReactNode } from 'react';
import { useCountsHours, useTerm, useTitles } from '../app/campaign.ts';
import { civilDate, timeText } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Figure } from '../ui/figure/figure.tsx';
import { LateMark } from '../ui/figure/late-mark.tsx';
import { RollStrip } from '../ui/figure/roll-strip.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Activity } from './queries.ts';
import { useHours } from './use-hours.ts';

type Props = {
  readonly activities: readonly Activity[];
  readonly withBranch: boolean;
  /** Of which to say that they count at the unit that hosted them. */
  readonly isElsewhere?: ((activity: Activity) => boolean) | undefined;
  readonly empty: ReactNode;
};

/** Latest first, as the records have them; the figure opens the sheet. */
export function ActivityTable({ activities, withBranch, isElsewhere, empty }: Props): ReactNode {
  const t = useText();
  const all = useColumns(isElsewhere);
  const countsHours = useCountsHours();
  const columns = countsHours ? all : all.filter(({ key }) => key !== 'hours');
  return (
    <DataTable
      name={t('study.activities')}
      columns={withBranch ? columns : columns.filter(({ key }) => key !== 'branch')}
      rows={activities}
      rowKey={({ id }) => id}
      height="tall"
      empty={empty}
    />
  );
}

function useColumns(isElsewhere: Props['isElsewhere']): readonly Column<Activity>[] {
  const t = useText();
  const titles = useTitles();
  const hours = useHours();
  const branch = useTerm('branch', 'start');
  const { due } = useFormat();
  return [
    {
      key: 'topic',
      head: t('study.topic'),
      cell: (activity) => (
        <>
          <Anchor className="m-link study-topic" href={`/activities/${activity.id}`}>
            <UserText>{activity.topic}</UserText>
          </Anchor>
          <span className="m-second">{titles.kind(activity.kind)}</span>
          <Marks activity={activity} />
        </>
      ),
    },
    {
      key: 'held',
      head: t('study.held'),
      label: t('study.held'),
      width: 132,
      cell: ({ startsAt }) => (
        <span>
          <span className="m-nowrap">{due(civilDate(startsAt))}</span>
          <span className="m-second">{timeText(startsAt, 'minute')}</span>
        </span>
      ),
    },
    {
      key: 'branch',
      head: branch,
      label: branch,
      width: 200,
      // Whoever reads only one unit that a branch serves has no page of the branch to go to.
      cell: (activity) =>
        isElsewhere?.(activity) === true ? (
          <span>
            <UserText>{activity.branch.name}</UserText>
            <span className="m-second">{t('study.which.countsAt', { unit: activity.unit.name })}</span>
          </span>
        ) : (
          <Anchor href={`/branches/${activity.branch.id}`}>
            <UserText>{activity.branch.name}</UserText>
          </Anchor>
        ),
    },
    {
      key: 'present',
      head: t('study.presentOfDue'),
      label: t('study.presentOfDue'),
      width: 190,
      cell: ({ id, present, onRoll }) => (
        <span>
          <Figure value={present} of={onRoll} size="row" href={`/activities/${id}`} label={t('study.presentOfDue')} />
          <RollStrip done={present} total={onRoll} />
        </span>
      ),
    },
    {
      key: 'hours',
      head: t('study.each'),
      label: t('study.each'),
      width: 120,
      cell: ({ minutes, voided }) => (voided === null ? hours.words(minutes) : '—'),
    },
  ];
}

/** What sets a record apart: voided, or written down late. */
function Marks({ activity: { voided, isLate, startsAt, recordedAt } }: { readonly activity: Activity }): ReactNode {
  const t = useText();
  return (
    <>
      {voided !== null && <span className="study-voided">{t('study.voided')} </span>}
      {isLate && <LateMark happened={civilDate(startsAt)} recorded={civilDate(recordedAt)} />}
    </>
  );
}
