import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { useTermText } from '../../app/term-text.ts';
import { Claims } from '../../ui/figure/claims.tsx';
import { Button } from '../../ui/form/button.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { countedAddress, useBatchName, useMeasureName, usePartName, type MeasureCode } from './claim-words.ts';
import './claims.css';
import { LineTable } from './line-table.tsx';
import type { Breakdown, Reconciliation, Statement } from './queries.ts';
import { Suspicion } from './suspicion.tsx';

type Props = {
  readonly organisationId: string;
  readonly measure: MeasureCode;
  readonly statement: Statement;
  readonly data: Pick<Reconciliation, 'nodes' | 'batches'>;
  readonly onCorrect: (() => void) | undefined;
};

/** What one source states of one figure: three columns, what may explain a difference, and every part with its own line. */
export function StatementSheet({ organisationId, measure, statement, data, onCorrect }: Props): ReactNode {
  const t = useText();
  const measureName = useMeasureName();
  const batchName = useBatchName(data.batches);
  const { source, batchId, breakdowns } = statement;
  return (
    <Sheet
      title={measureName(measure)}
      caption={
        <Facts>
          {batchId !== null && <UserText>{batchName(batchId)}</UserText>}
          {source === null ? t('organisation.claims.fromBeneath') : <UserText>{source}</UserText>}
        </Facts>
      }
      {...(onCorrect !== undefined && {
        right: (
          <Button small onClick={onCorrect}>
            {t(source === null ? 'organisation.claims.state' : 'organisation.claims.correct')}
          </Button>
        ),
      })}
    >
      {breakdowns.length === 0 && (
        <Columns organisationId={organisationId} measure={measure} statement={statement} breakdown={null} />
      )}
      {breakdowns.map((breakdown) => (
        <div key={breakdown.by}>
          <Columns organisationId={organisationId} measure={measure} statement={statement} breakdown={breakdown} />
          <Verdict breakdown={breakdown} counted={statement.counted} nodes={data.nodes} />
          <LineTable
            organisationId={organisationId}
            measure={measure}
            statement={statement}
            breakdown={breakdown}
            nodes={data.nodes}
          />
        </div>
      ))}
    </Sheet>
  );
}

type ColumnsProps = Omit<Props, 'data' | 'onCorrect'> & { readonly breakdown: Breakdown | null };

function Columns({ organisationId, measure, statement, breakdown }: ColumnsProps): ReactNode {
  const t = useTermText();
  const { total, batchId, counted } = statement;
  const stated = breakdown?.lines.filter((line) => line.stated !== null).length ?? 0;
  return (
    <Claims
      columns={[
        {
          key: 'stated',
          who: t('organisation.claims.total'),
          value: total?.stated ?? null,
          where: total === null ? t('organisation.claims.notStated') : <UserText>{total.source}</UserText>,
        },
        ...(breakdown === null || breakdown.sum === null
          ? []
          : [
              {
                key: 'sum',
                who: t('organisation.claims.sum', { count: stated }),
                value: breakdown.sum,
                where: t(breakdown.isOwn ? 'organisation.claims.ownParts' : `organisation.claims.by.${breakdown.by}`),
              },
            ]),
        {
          key: 'counted',
          who: t('organisation.claims.counted'),
          value: counted,
          where: t(batchId === null ? 'organisation.claims.fromRoster' : 'organisation.claims.fromBatch'),
          href: countedAddress(organisationId, measure, batchId),
        },
      ]}
    />
  );
}

type VerdictProps = {
  readonly breakdown: Breakdown;
  readonly counted: number;
  readonly nodes: Reconciliation['nodes'];
};

/** Agreement is one line; a difference is a suspicion, with the parts that may be behind it. */
function Verdict({ breakdown, counted, nodes }: VerdictProps): ReactNode {
  const t = useText();
  const partName = usePartName(nodes);
  const agrees = breakdown.lines.every(({ difference }) => difference === null || difference === 0);
  const sumAgrees = breakdown.sum === null || breakdown.sum === counted;
  if (breakdown.explanation !== null) return <Suspicion breakdown={breakdown} partName={partName} />;
  if (breakdown.difference === 0 && agrees && sumAgrees)
    return (
      <div className="claims-agree">
        <StateWord state="met">{t('organisation.claims.agree')}</StateWord>
      </div>
    );
  return null;
}
