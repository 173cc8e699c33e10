import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { useFindingColumns } from './finding-columns.tsx';
import type { Gate } from './queries.ts';
import { openByDue } from './standing.ts';

type Props = {
  readonly gate: Gate;
  readonly today: string;
  /** Whether the first act here is the page's primary one. */
  readonly primary: boolean;
};

/** What is still open, the earliest due first. */
export function OpenFindings({ gate, today, primary }: Props): ReactNode {
  const t = useText();
  const open = openByDue(gate.findings);
  const first = primary ? open.find(({ act }) => act.mayDo)?.code : undefined;
  const columns = useFindingColumns(gate.unit.id, today, first);
  if (gate.findings.length === 0) return null;
  return (
    <Sheet title={t('gate.open')} caption={t('gate.byDue')}>
      <DataTable
        name={t('gate.open')}
        columns={columns}
        rows={open}
        rowKey={({ code }) => code}
        height="tall"
        empty={<EmptyLine>{t('gate.nothingOpen')}</EmptyLine>}
      />
    </Sheet>
  );
}
