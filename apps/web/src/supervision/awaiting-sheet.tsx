import type { ReactNode } from 'react';
import { useTerm, useTitles } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { Due } from '../ui/figure/due.tsx';
import { ButtonLink } from '../ui/form/button.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Turn } from './my-turn.ts';
import type { Awaiting } from './use-awaiting.ts';
import './supervision.css';

/** What awaits the team before everything else, each with the act that is one's own; the first one is the page's. */
export function AwaitingSheet({ awaiting: { turns, failed } }: { readonly awaiting: Awaiting }): ReactNode {
  const t = useText();
  const columns = useColumns(turns[0]);
  if (turns.length === 0 && !failed) return null;
  const title = t('supervision.awaitsYou');
  return (
    <Sheet title={title} caption={t('supervision.byDue')}>
      {turns.length > 0 && (
        <DataTable name={title} columns={columns} rows={turns} rowKey={({ is, key }) => `${is} ${key}`} height="tall" />
      )}
      {failed && <EmptyLine>{t('supervision.notAllFetched')}</EmptyLine>}
    </Sheet>
  );
}

function useColumns(first: Turn | undefined): readonly Column<Turn>[] {
  const t = useText();
  const unit = useTerm('unit', 'start');
  return [
    { key: 'what', head: t('supervision.matter'), cell: (turn) => <Matter turn={turn} /> },
    {
      key: 'unit',
      head: unit,
      label: unit,
      width: 280,
      cell: ({ unit: { id, name } }) => (
        <Anchor className="m-link" href={`/units/${id}`}>
          <UserText>{name}</UserText>
        </Anchor>
      ),
    },
    {
      key: 'due',
      head: t('gate.column.due'),
      label: t('gate.column.due'),
      width: 170,
      cell: (turn) => <DueCell turn={turn} />,
    },
    {
      key: 'act',
      head: null,
      align: 'right',
      width: 170,
      cell: (turn) => (
        <ButtonLink small primary={turn === first} href={turn.href}>
          {t(`supervision.turn.${turn.is}`)}
        </ButtonLink>
      ),
    },
  ];
}

function Matter({ turn: { is, about } }: { readonly turn: Turn }): ReactNode {
  const t = useText();
  const titles = useTitles();
  return (
    <>
      {t(`supervision.waits.${is}`)}
      {about !== null && (
        <span className="m-second">{typeof about === 'string' ? <UserText>{about}</UserText> : titles.of(about)}</span>
      )}
    </>
  );
}

/** The unit did its part: the day by which it had to is past nobody any more. */
const answered: ReadonlySet<Turn['is']> = new Set(['check', 'verify']);

function DueCell({ turn: { is, due } }: { readonly turn: Turn }): ReactNode {
  const today = useToday();
  const format = useFormat();
  if (due === null) return '—';
  if (answered.has(is)) return <span className="m-nowrap">{format.due(due)}</span>;
  return (
    <span>
      <Due date={due} today={today} />
    </span>
  );
}
