import type { ReactNode } from 'react';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useCategories, type Transfer } from './member-queries.ts';
import { TransferAnswer } from './transfer-answer.tsx';

/** One row a transfer: who, from where to where, how it stands, and what one may do with it. */
export function TransferTable({ transfers }: { readonly transfers: readonly Transfer[] }): ReactNode {
  const t = useText();
  const columns = useColumns();
  return (
    <DataTable
      name={t('roster.transfers.title')}
      columns={columns}
      rows={transfers}
      rowKey={({ id }) => id}
      height="tall"
    />
  );
}

function useColumns(): readonly Column<Transfer>[] {
  const t = useText();
  return [
    { key: 'who', head: t('roster.name'), cell: (row) => <Who transfer={row} /> },
    {
      key: 'from',
      head: t('roster.transfers.from'),
      label: t('roster.transfers.from'),
      cell: ({ from }) => <End branch={from.branchName} unit={from.unitName} />,
    },
    {
      key: 'to',
      head: t('roster.transfers.to'),
      label: t('roster.transfers.to'),
      cell: ({ to }) => <End branch={to.branchName} unit={to.unitName} />,
    },
    {
      key: 'state',
      head: t('roster.transfers.state'),
      label: t('roster.transfers.state'),
      cell: (row) => <State transfer={row} />,
    },
    { key: 'act', head: null, cell: (row) => <TransferAnswer transfer={row} /> },
  ];
}

function Who({ transfer: { person, direction, outcome } }: { readonly transfer: Transfer }): ReactNode {
  const t = useText();
  const { word } = useCategories();
  // Whoever is on the way is seen by the end where the membership is.
  const isHere = direction === 'within' || (direction === 'in') === (outcome === 'accepted');
  return (
    <>
      {isHere ? (
        <Anchor className="m-link" href={`/people/${person.id}`}>
          <UserText>{person.name}</UserText>
        </Anchor>
      ) : (
        <UserText>{person.name}</UserText>
      )}
      <span className="m-second">
        <Facts>
          {t(`roster.standings.${person.standing}`)}
          {person.bornIn !== null && t('roster.bornIn', { year: String(person.bornIn) })}
          {person.categories.length > 0 && <UserText>{person.categories.map(word).join(t('roster.and'))}</UserText>}
        </Facts>
      </span>
    </>
  );
}

function End({ branch, unit }: { readonly branch: string; readonly unit: string }): ReactNode {
  return (
    <>
      <UserText>{branch}</UserText>
      <span className="m-second">
        <UserText>{unit}</UserText>
      </span>
    </>
  );
}

function State({ transfer }: { readonly transfer: Transfer }): ReactNode {
  const t = useText();
  const { fullDay } = useFormat();
  const { outcome, proposedBy, proposedAt, settledBy, settledAt, settledReason, movedOn, reason } = transfer;
  if (outcome === null)
    return (
      <div>
        <StateWord state="wait">
          {t(transfer.direction === 'in' ? 'roster.transfers.waitsIn' : 'roster.transfers.waitsOut')}
        </StateWord>
        <span className="m-second">
          <Facts>
            <Say
              k="roster.transfers.proposed"
              values={{ who: <UserText>{proposedBy}</UserText>, day: fullDay(civilDate(proposedAt)) }}
            />
            {reason !== null && <UserText>{reason}</UserText>}
          </Facts>
        </span>
      </div>
    );
  const day = movedOn ?? (settledAt === null ? null : civilDate(settledAt));
  return (
    <div>
      <StateWord state={outcome === 'accepted' ? 'met' : 'na'}>{t(`roster.transfers.outcome.${outcome}`)}</StateWord>
      <span className="m-second">
        <Facts>
          {day !== null && fullDay(day)}
          {settledBy !== null && <UserText>{settledBy}</UserText>}
          {settledReason !== null && <UserText>{settledReason}</UserText>}
        </Facts>
      </span>
    </div>
  );
}
