import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Roll } from './queries.ts';

export type Paper = 'signIn' | 'roster';

type Row = Roll['roll'][number] & { readonly number: number };
type Props = { readonly paper: Paper; readonly name: string; readonly roll: Roll['roll'] };

/** Everybody of the roll in a numbered line; on the list to sign with room for a hand. */
export function PaperTable({ paper, name, roll }: Props): ReactNode {
  const t = useText();
  const columns: readonly Column<Row>[] = [
    { key: 'number', head: t('study.paper.number'), width: 56, align: 'right', cell: ({ number }) => number },
    { key: 'name', head: t('study.paper.name'), cell: nameCell },
    {
      key: 'standing',
      head: t('study.paper.standing'),
      label: t('study.paper.standing'),
      width: 120,
      cell: ({ standing }) => t(`study.standing.${standing}`),
    },
    { key: 'signature', head: t('study.paper.signature'), label: t('study.paper.signature'), width: 260, cell: blank },
    { key: 'time', head: t('study.paper.arrived'), label: t('study.paper.arrived'), width: 110, cell: blank },
  ];
  return (
    <DataTable
      name={name}
      columns={paper === 'signIn' ? columns : columns.slice(0, 3)}
      rows={roll.map((entry, place) => ({ ...entry, number: place + 1 }))}
      rowKey={({ personId }) => personId}
      height="dense"
      empty={<EmptyLine>{t('study.paper.nobody')}</EmptyLine>}
    />
  );
}

/** What is written by hand at the head of a list to sign. */
export function MeetingLines(): ReactNode {
  const t = useText();
  return (
    <dl className="study-paper-lines">
      {(['topic', 'place', 'when', 'recorder'] as const).map((line) => (
        <div key={line}>
          <dt>{t(`study.paper.${line}`)}</dt>
          <dd />
        </div>
      ))}
    </dl>
  );
}

const nameCell = ({ name }: Row): ReactNode => (
  <span className="m-nowrap">
    <UserText>{name}</UserText>
  </span>
);

const blank = (): ReactNode => null;
