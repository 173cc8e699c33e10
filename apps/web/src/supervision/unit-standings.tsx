import type { ReactNode } from 'react';
import { useTerm, useTitles } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Due } from '../ui/figure/due.tsx';
import type { Gate } from '../gate/queries.ts';
import { dayOf, openByDue } from '../gate/standing.ts';
import { SelfCheckLine } from '../gate/self-check-line.tsx';
import { StandingWord } from '../gate/standing-word.tsx';
import { ButtonLink } from '../ui/form/button.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { turnsOf } from './my-turn.ts';
import type { UnitStanding } from './queries.ts';

type Props = {
  readonly name: string;
  readonly standings: readonly UnitStanding[];
  /** Whether what waits for oneself has a button here; a team has a list of that before its units. */
  readonly withActs?: boolean;
};

/** Units in the order of the tree, where each stands, and the act that is one's own. */
export function UnitStandings({ name, standings, withActs = false }: Props): ReactNode {
  const t = useText();
  const columns = useColumns();
  const units = useTerm('unit', 'many');
  return (
    <DataTable
      name={name}
      columns={withActs ? columns : columns.filter(({ key }) => key !== 'act')}
      rows={standings}
      rowKey={({ id }) => id}
      height="tall"
      empty={<EmptyLine>{t('supervision.noUnits', { units })}</EmptyLine>}
    />
  );
}

function useColumns(): readonly Column<UnitStanding>[] {
  const t = useText();
  const titles = useTitles();
  const unit = useTerm('unit', 'start');
  return [
    {
      key: 'unit',
      head: unit,
      cell: ({ id, name }) => (
        <Anchor className="m-link" href={`/units/${id}`}>
          <UserText>{name}</UserText>
        </Anchor>
      ),
    },
    {
      key: 'stage',
      head: t('gate.column.stage'),
      label: t('gate.column.stage'),
      cell: ({ gate }) => (gate?.stageCode == null ? '—' : titles.stage(gate.stageCode)),
    },
    {
      key: 'standing',
      head: t('supervision.standing'),
      label: t('supervision.standing'),
      cell: ({ gate }) => <Standing gate={gate} />,
    },
    {
      key: 'due',
      head: t('gate.column.due'),
      label: t('gate.column.due'),
      cell: ({ gate }) => {
        const next = gate == null ? undefined : openByDue(gate.findings)[0];
        if (gate == null || next === undefined) return '—';
        return (
          <span>
            <Due date={next.due} today={dayOf(gate)} />
          </span>
        );
      },
    },
    {
      key: 'act',
      head: null,
      align: 'right',
      width: 150,
      cell: ({ gate }) => <Act gate={gate} />,
    },
  ];
}

function Standing({ gate }: { readonly gate: Gate | null | undefined }): ReactNode {
  const t = useText();
  if (gate === undefined) return '—';
  return gate === null ? (
    <span className="m-gap">{t('supervision.notFetched')}</span>
  ) : (
    <span>
      <StandingWord gate={gate} />
      {gate.selfCheck !== null && (
        <span className="m-second">
          <SelfCheckLine gate={gate} />
        </span>
      )}
    </span>
  );
}

function Act({ gate }: { readonly gate: Gate | null | undefined }): ReactNode {
  const t = useText();
  const [turn] = gate == null ? [] : turnsOf(gate);
  if (turn === undefined) return null;
  return (
    <ButtonLink small href={turn.href}>
      {t(`supervision.turn.${turn.is}`)}
    </ButtonLink>
  );
}
