import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { Claims } from '../../ui/figure/claims.tsx';
import { Button } from '../../ui/form/button.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { countedAddress, useMeasureName, usePartName } from './claim-words.ts';
import './claims.css';
import { LineTable } from './line-table.tsx';
import type { Breakdown, Measured, Reconciliation, Statement } from './queries.ts';
import { Suspicion } from './suspicion.tsx';

type Props = {
  readonly organisationId: string;
  readonly measured: Measured;
  readonly statement: Statement;
  readonly nodes: Reconciliation['nodes'];
  readonly onCorrect: (() => void) | undefined;
};

/** What one source states of one figure: three columns, what may explain a difference, and every part with its own line. */
export function StatementSheet({ organisationId, measured, statement, nodes, onCorrect }: Props): ReactNode {
  const t = useText();
  const measureName = useMeasureName();
  const { source, breakdowns } = statement;
  return (
    <Sheet
      title={measureName(measured.measure)}
      caption={source === null ? t('organisation.claims.fromBeneath') : <UserText>{source}</UserText>}
      {...(onCorrect !== undefined && {
        right: (
          <Button small onClick={onCorrect}>
            {t(source === null ? 'organisation.claims.state' : 'organisation.claims.correct')}
          </Button>
        ),
      })}
    >
      {breakdowns.length === 0 && (
        <Columns organisationId={organisationId} measured={measured} statement={statement} breakdown={null} />
      )}
      {breakdowns.map((breakdown) => (
        <div key={breakdown.by}>
          <Columns organisationId={organisationId} measured={measured} statement={statement} breakdown={breakdown} />
          <Verdict breakdown={breakdown} measured={measured} nodes={nodes} />
          <LineTable
            organisationId={organisationId}
            measured={measured}
            breakdown={breakdown}
            total={statement.total?.stated ?? null}
            nodes={nodes}
          />
        </div>
      ))}
    </Sheet>
  );
}

type ColumnsProps = Omit<Props, 'nodes' | 'onCorrect'> & { readonly breakdown: Breakdown | null };

function Columns({ organisationId, measured, statement: { total }, breakdown }: ColumnsProps): ReactNode {
  const t = useText();
  const { measure, counted } = measured;
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
          where: t('organisation.claims.fromRoster'),
          href: countedAddress(organisationId, measure),
        },
      ]}
    />
  );
}

type VerdictProps = {
  readonly breakdown: Breakdown;
  readonly measured: Measured;
  readonly nodes: Reconciliation['nodes'];
};

/** Agreement is one line; a difference is a suspicion, with the parts that may be behind it. */
function Verdict({ breakdown, measured, nodes }: VerdictProps): ReactNode {
  const t = useText();
  const partName = usePartName(nodes);
  const agrees = breakdown.lines.every(({ difference }) => difference === null || difference === 0);
  const sumAgrees = breakdown.sum === null || breakdown.sum === measured.counted;
  if (breakdown.explanation !== null) return <Suspicion breakdown={breakdown} partName={partName} />;
  if (breakdown.difference === 0 && agrees && sumAgrees)
    return (
      <div className="claims-agree">
        <StateWord state="met">{t('organisation.claims.agree')}</StateWord>
      </div>
    );
  return null;
}
