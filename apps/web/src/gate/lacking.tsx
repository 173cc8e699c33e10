import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { useGo } from '../app/go.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useSearchParam } from '../app/search-param.ts';
import { useTermText } from '../app/term-text.ts';
import { useHours } from '../study/use-hours.ts';
import { Drawer } from '../ui/float/drawer.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { useFirstRows } from '../ui/sheet/first-rows.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Finding, Gate } from './queries.ts';
import { shortfall } from './standing.ts';

/** Who lacks how much for one condition; it has an address of its own, so that it can be passed on. */
export function Lacking({ gate }: { readonly gate: Gate }): ReactNode {
  const t = useTermText();
  const titles = useTitles();
  const hours = useHours();
  const go = useGo();
  const columns = useColumns();
  const wanted = useSearchParam('lacking');
  const finding = gate.findings.find(({ code }) => code === wanted);
  const { shown, more } = useFirstRows(finding?.missing ?? []);
  if (finding === undefined) return null;
  const { people, all } = shortfall(finding.missing);
  return (
    <Drawer title={titles.of(finding.title)} onClose={() => go(`/units/${gate.unit.id}`)}>
      <p className="gate-lacking-sum m-gap">{t('gate.gap.people', { count: people, hours: hours.words(all) })}</p>
      <DataTable
        name={t('gate.lacking')}
        height="dense"
        rows={shown}
        rowKey={({ personId }) => personId}
        columns={columns}
      />
      {more}
    </Drawer>
  );
}

function useColumns(): readonly Column<Finding['missing'][number]>[] {
  const t = useText();
  const hours = useHours();
  return [
    {
      key: 'name',
      head: t('study.name'),
      cell: ({ personId, name }) => (
        <Anchor className="m-link" href={`/people/${personId}`}>
          <UserText>{name}</UserText>
        </Anchor>
      ),
    },
    {
      key: 'branch',
      head: t('gate.where'),
      cell: ({ branchId, branchName }) => (
        <Anchor href={`/branches/${branchId}`}>
          <UserText>{branchName}</UserText>
        </Anchor>
      ),
    },
    {
      key: 'gap',
      head: t('gate.column.gap'),
      align: 'right',
      cell: ({ minutes }) => <span className="m-gap">{hours.words(minutes)}</span>,
    },
  ];
}
