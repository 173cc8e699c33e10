import type { ReactNode } from 'react';
import { useCampaign, useCountsHours, useTerms } from '../app/campaign.ts';
import { useText, type Text } from '../app/i18n/use-text.ts';
import { Figure } from '../ui/figure/figure.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useCategoryName } from '../organisation/lists/category-name.ts';
import type { Member } from './queries.ts';

/** Everybody by branch and name, with the hours of the open stage. */
export function MemberTable({ members }: { readonly members: readonly Member[] }): ReactNode {
  const t = useText();
  const term = useTerms();
  const campaign = useCampaign();
  const countsHours = useCountsHours();
  const columns = columnsOf(t, useCategoryName(), {
    branch: term('branch', 'start'),
    unit: term('unit', 'start'),
    hours: t('roster.hours', { hours: term('studyHour', 'start-many') }),
    hourMinutes: campaign?.studyHourMinutes ?? 60,
  });
  return (
    <DataTable
      name={t('app.nav.roster')}
      columns={countsHours ? columns : columns.filter(({ key }) => key !== 'hours')}
      rows={members}
      rowKey={({ personId }) => personId}
      height="tall"
      sticky
    />
  );
}

type Words = {
  readonly branch: string;
  readonly unit: string;
  readonly hours: string;
  readonly hourMinutes: number;
};

function columnsOf(t: Text, categoryName: (code: string) => string, words: Words): Column<Member>[] {
  return [
    {
      key: 'name',
      head: t('roster.name'),
      cell: ({ personId, name, code, bornIn }) => (
        <>
          <Anchor className="m-link" href={`/people/${personId}`}>
            <UserText>{name}</UserText>
          </Anchor>
          <span className="m-second">
            <Facts>
              {bornIn !== null && t('roster.bornIn', { year: String(bornIn) })}
              {code !== null && <UserText>{code}</UserText>}
            </Facts>
          </span>
        </>
      ),
    },
    {
      key: 'standing',
      head: t('roster.standing'),
      label: t('roster.standing'),
      width: 190,
      cell: ({ standing, categories }) => (
        <>
          {t(`roster.standings.${standing}`)}
          <span className="m-second">
            <UserText>{categories.map(categoryName).join(t('roster.and'))}</UserText>
          </span>
        </>
      ),
    },
    {
      key: 'branch',
      head: words.branch,
      label: words.branch,
      cell: ({ branch }) => <Place href={`/branches/${branch.id}`} name={branch.name} />,
    },
    {
      key: 'unit',
      head: words.unit,
      label: words.unit,
      cell: ({ unit }) => <Place href={`/units/${unit.id}`} name={unit.name} />,
    },
    {
      key: 'hours',
      head: words.hours,
      label: words.hours,
      width: 150,
      align: 'right',
      cell: ({ minutes, collectiveMinutes }) => (
        <>
          <Figure value={inHours(minutes, words.hourMinutes)} />
          <span className="m-second">
            {t('roster.collective', { hours: inHours(collectiveMinutes, words.hourMinutes) })}
          </span>
        </>
      ),
    },
  ];
}

function Place({ href, name }: { readonly href: string; readonly name: string }): ReactNode {
  return (
    <Anchor href={href}>
      <UserText>{name}</UserText>
    </Anchor>
  );
}

/** Down to a tenth: a rounded-up hour would show somebody as done who is not. */
function inHours(minutes: number, hourMinutes: number): number {
  return Math.floor((minutes * 10) / hourMinutes) / 10;
}
