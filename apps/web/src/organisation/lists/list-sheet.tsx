import { useState, type ReactNode } from 'react';
import { FormFault } from '../../app/form-fault.tsx';
import { useText, type Text } from '../../app/i18n/use-text.ts';
import { useRefusal } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { EntryForm } from './entry-form.tsx';
import { depthOf, moved, type Entry } from './list-order.ts';
import './lists.css';

type Props = {
  readonly title: string;
  readonly hint: string;
  readonly entries: readonly Entry[];
  readonly withParent: boolean;
  readonly mayKeep: boolean;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onKeep: (entries: readonly Entry[], done: () => void) => void;
};

/** A list of the instance: in its order, retired entries where they stood; each act sends the list as it is to be. */
export function ListSheet({ title, hint, entries, withParent, mayKeep, busy, error, onKeep }: Props): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const [editing, setEditing] = useState<Entry | 'new' | null>(null);
  const keep = (next: readonly Entry[]): void => onKeep(next, () => setEditing(null));
  const change = (entry: Entry): void =>
    keep(editing === 'new' ? [...entries, entry] : entries.map((each) => (each.code === entry.code ? entry : each)));
  return (
    <Sheet
      title={title}
      caption={hint}
      {...(mayKeep && {
        right: (
          <Button small onClick={() => setEditing('new')}>
            {t('organisation.lists.add')}
          </Button>
        ),
      })}
    >
      {editing === null && error !== null && <FormFault>{sayRefusal(error)}</FormFault>}
      <DataTable
        name={title}
        rows={entries}
        rowKey={({ code }) => code}
        columns={columnsOf({ t, entries, mayKeep, busy, onKeep: keep, onEdit: setEditing })}
        height="tall"
      />
      {editing !== null && (
        <EntryForm
          entries={entries}
          entry={editing === 'new' ? null : editing}
          withParent={withParent}
          busy={busy}
          error={error}
          onSave={change}
          onClose={() => setEditing(null)}
        />
      )}
    </Sheet>
  );
}

type Words = {
  readonly t: Text;
  readonly entries: readonly Entry[];
  readonly mayKeep: boolean;
  readonly busy: boolean;
  readonly onKeep: (entries: readonly Entry[]) => void;
  readonly onEdit: (entry: Entry) => void;
};

function columnsOf(words: Words): readonly Column<Entry>[] {
  const { t, entries, mayKeep } = words;
  return [
    {
      key: 'zh',
      head: t('organisation.lists.zh'),
      cell: (entry) => (
        <span
          className={`lists-depth-${Math.min(3, depthOf(entries, entry))}${entry.isRetired ? ' lists-retired' : ''}`}
        >
          <UserText>{entry.title.zh}</UserText>
          <span className="m-second">
            <UserText>{entry.code}</UserText>
          </span>
        </span>
      ),
    },
    {
      key: 'en',
      head: t('organisation.lists.en'),
      label: t('organisation.lists.en'),
      cell: ({ title: { en } }) => <UserText>{en}</UserText>,
    },
    {
      key: 'state',
      head: t('organisation.lists.state'),
      label: t('organisation.lists.state'),
      width: 150,
      cell: ({ isRetired, hasMeaning }) =>
        isRetired
          ? t('organisation.lists.retired')
          : t(hasMeaning ? 'organisation.lists.meaning' : 'organisation.lists.inUse'),
    },
    ...(mayKeep
      ? [
          {
            key: 'acts',
            head: null,
            align: 'right' as const,
            width: 260,
            cell: (entry: Entry) => <Acts {...words} entry={entry} />,
          },
        ]
      : []),
  ];
}

function Acts({ t, entries, busy, onKeep, onEdit, entry }: Words & { readonly entry: Entry }): ReactNode {
  const retire = { ...entry, isRetired: !entry.isRetired };
  return (
    <span className="lists-acts">
      <Button
        small
        quiet
        busy={busy}
        aria-label={t('organisation.lists.upOf', { title: entry.code })}
        onClick={() => onKeep(moved(entries, entry.code, -1))}
      >
        {t('organisation.lists.up')}
      </Button>
      <Button
        small
        quiet
        busy={busy}
        aria-label={t('organisation.lists.downOf', { title: entry.code })}
        onClick={() => onKeep(moved(entries, entry.code, 1))}
      >
        {t('organisation.lists.down')}
      </Button>
      <Button small quiet onClick={() => onEdit(entry)}>
        {t('organisation.lists.rename')}
      </Button>
      {!entry.hasMeaning && (
        <Button small quiet busy={busy} onClick={() => onKeep(entries.map((each) => (each === entry ? retire : each)))}>
          {t(entry.isRetired ? 'organisation.lists.reinstate' : 'organisation.lists.retire')}
        </Button>
      )}
    </span>
  );
}
