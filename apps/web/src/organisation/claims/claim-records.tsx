import { useState, type ReactNode } from 'react';
import { civilDate, timeText } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText, type Text } from '../../app/i18n/use-text.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/form/button.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useBatchName, useMeasureName, usePartName } from './claim-words.ts';
import type { Claim, Reconciliation } from './queries.ts';
import { VoidClaim } from './void-claim.tsx';

const shownAtFirst = 5;

/** Everything that was ever stated here: what counts, what a newer one superseded, and what was taken back and why. */
export function ClaimRecords({ data }: { readonly data: Reconciliation }): ReactNode {
  const t = useText();
  const format = useFormat();
  const measureName = useMeasureName();
  const partName = usePartName(data.nodes);
  const batchName = useBatchName(data.batches);
  const [voiding, setVoiding] = useState<Claim | null>(null);
  const [all, setAll] = useState(false);
  const counting = currentOf(data);
  const current = new Set(counting.map(({ id }) => id));
  const rows = [...counting, ...data.earlier];
  if (rows.length === 0) return null;
  const shown = all ? rows : rows.slice(0, shownAtFirst);
  const nameOf = ({ measure, batchId, by, part }: Claim): ReactNode => (
    <Facts>
      {measureName(measure)}
      {batchId !== null && <UserText>{batchName(batchId)}</UserText>}
      {by === null ? t('organisation.claims.wholeTotal') : <UserText>{partName(by, part)}</UserText>}
    </Facts>
  );
  return (
    <Sheet title={t('organisation.claims.records')} caption={t('organisation.claims.recordsHint')}>
      <DataTable
        name={t('organisation.claims.records')}
        height="tall"
        rows={shown}
        rowKey={({ id }) => id}
        columns={columnsOf({
          t,
          day: format.day,
          nameOf,
          counts: ({ id }) => current.has(id),
          mayState: data.mayState,
          onVoid: setVoiding,
        })}
      />
      {shown.length < rows.length && (
        <footer className="m-sheet-foot">
          <Button small onClick={() => setAll(true)}>
            {t('organisation.claims.allLines', { count: rows.length })}
          </Button>
        </footer>
      )}
      {voiding !== null && <VoidClaim claim={voiding} onClose={() => setVoiding(null)} />}
    </Sheet>
  );
}

type Words = {
  readonly t: Text;
  readonly day: (date: string) => string;
  readonly nameOf: (claim: Claim) => ReactNode;
  readonly counts: (claim: Claim) => boolean;
  readonly mayState: boolean;
  readonly onVoid: (claim: Claim) => void;
};

function columnsOf({ t, day, nameOf, counts, mayState, onVoid }: Words): readonly Column<Claim>[] {
  return [
    {
      key: 'what',
      head: t('organisation.claims.figure'),
      cell: (claim) => (
        <>
          {nameOf(claim)}
          <span className="m-second">
            <UserText>{claim.source}</UserText>
          </span>
        </>
      ),
    },
    {
      key: 'when',
      head: t('organisation.claims.when'),
      label: t('organisation.claims.when'),
      width: 190,
      cell: ({ recordedAt, statedBy }) => (
        <>
          {`${day(civilDate(recordedAt))} ${timeText(recordedAt, 'minute')}`}
          <span className="m-second">{statedBy !== null && <UserText>{statedBy}</UserText>}</span>
        </>
      ),
    },
    {
      key: 'state',
      head: t('organisation.claims.standing'),
      label: t('organisation.claims.standing'),
      width: 220,
      cell: (claim) => <Standing claim={claim} counts={counts(claim)} />,
    },
    {
      key: 'stated',
      head: t('organisation.claims.stated'),
      label: t('organisation.claims.stated'),
      align: 'right',
      width: 90,
      cell: ({ stated }) => <Figure value={stated} />,
    },
    ...(mayState
      ? [
          {
            key: 'act',
            head: null,
            align: 'right' as const,
            width: 110,
            cell: (claim: Claim) =>
              counts(claim) && (
                <Button small quiet onClick={() => onVoid(claim)}>
                  {t('organisation.claims.void')}
                </Button>
              ),
          },
        ]
      : []),
  ];
}

/** Those of the node itself that count now; what the nodes beneath state stands on their own pages. */
function currentOf({ measures }: Reconciliation): readonly Claim[] {
  return measures.flatMap(({ statements }) =>
    statements.flatMap(({ total, breakdowns }) => [
      ...(total === null ? [] : [total]),
      ...breakdowns.flatMap(({ isOwn, lines }) => (isOwn ? [] : lines.flatMap(({ stated }) => stated ?? []))),
    ]),
  );
}

function Standing({ claim, counts }: { readonly claim: Claim; readonly counts: boolean }): ReactNode {
  const t = useText();
  if (counts) return t('organisation.claims.valid');
  if (claim.voided === null) return t('organisation.claims.superseded');
  return (
    <>
      {t('organisation.claims.voided')}
      <span className="m-second">
        <UserText>{claim.voided.reason}</UserText>
      </span>
    </>
  );
}
