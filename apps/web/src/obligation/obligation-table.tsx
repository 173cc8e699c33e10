import type { ReactNode } from 'react';
import { useTerm, useTitles } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Due } from '../ui/figure/due.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { ObligationState } from './obligation-state.tsx';
import type { Obligation } from './queries.ts';

type Props = {
  readonly obligations: readonly Obligation[];
  /** Of the units beneath a node each line says whose it is. */
  readonly withUnit: boolean;
  readonly today: string;
  readonly empty: ReactNode;
};

export function ObligationTable({ obligations, withUnit, today, empty }: Props): ReactNode {
  const t = useText();
  const columns = useColumns(today);
  return (
    <DataTable
      name={t('obligation.title')}
      columns={withUnit ? columns : columns.filter(({ key }) => key !== 'unit')}
      rows={obligations}
      rowKey={({ id }) => id}
      height="tall"
      empty={empty}
    />
  );
}

function useColumns(today: string): readonly Column<Obligation>[] {
  const t = useText();
  const titles = useTitles();
  const unit = useTerm('unit', 'start');
  return [
    {
      key: 'what',
      head: t('obligation.what'),
      cell: ({ id, title, stageCode }) => (
        <>
          <Anchor className="m-link" href={`/obligations/${id}`}>
            {titles.of(title)}
          </Anchor>
          <span className="m-second">{titles.stage(stageCode)}</span>
        </>
      ),
    },
    {
      key: 'unit',
      head: unit,
      label: unit,
      width: 220,
      cell: ({ unit: owing }) => (
        <Anchor href={`/units/${owing.id}`}>
          <UserText>{owing.name}</UserText>
        </Anchor>
      ),
    },
    {
      key: 'due',
      head: t('obligation.due'),
      label: t('obligation.due'),
      width: 170,
      cell: (obligation) => <DueCell obligation={obligation} today={today} />,
    },
    {
      key: 'state',
      head: t('obligation.howFar'),
      label: t('obligation.howFar'),
      width: 170,
      cell: (obligation) => <ObligationState obligation={obligation} />,
    },
  ];
}

/** What is done has a date and no countdown; an extension shows from when. */
function DueCell({ obligation, today }: { readonly obligation: Obligation; readonly today: string }): ReactNode {
  const t = useText();
  const { due } = useFormat();
  const { dueOn, firstDueOn, state, letOff } = obligation;
  return (
    <span>
      {letOff === null && (state === 'open' || state === 'returned') ? (
        <Due date={dueOn} today={today} />
      ) : (
        <span className="m-nowrap">{due(dueOn)}</span>
      )}
      {firstDueOn !== dueOn && <span className="m-second">{t('obligation.firstDue', { date: due(firstDueOn) })}</span>}
    </span>
  );
}
