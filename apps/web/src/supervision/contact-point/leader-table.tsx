import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useToday } from '../../app/now.ts';
import { useRefusal } from '../../app/refusal.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useRoleName } from '../../access/role-name.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { ConfirmButton } from '../../ui/form/confirm-button.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useGapWords } from './gap-words.ts';
import { PointFigures } from './point-figures.tsx';
import { useEndContactPoint, type Leader } from './queries.ts';

type Point = Leader['contactPoints'][number];

/** By name: how often each took part, where, and what is still to do. */
export function LeaderTable({ leaders }: { readonly leaders: readonly Leader[] }): ReactNode {
  const t = useText();
  const columns = useColumns();
  return (
    <DataTable
      name={t('supervision.leaders.title')}
      columns={columns}
      rows={leaders}
      rowKey={({ person }) => person.id}
      height="tall"
      sticky
    />
  );
}

function useColumns(): readonly Column<Leader>[] {
  const t = useText();
  const term = useTerms();
  const roleName = useRoleName();
  const gapWords = useGapWords();
  const own = t('supervision.leaders.own', { branch: term('branch', 'start') });
  return [
    {
      key: 'name',
      head: t('supervision.leaders.name'),
      cell: ({ person, offices }) => (
        <>
          <Anchor className="m-link" href={`/people/${person.id}`}>
            <UserText>{person.name}</UserText>
          </Anchor>
          <span className="m-second">
            {offices.map(({ role, organisation }) => (
              <span key={`${role} ${organisation.id}`} className="supervision-office">
                <UserText>{organisation.name}</UserText> {roleName(role)}
              </span>
            ))}
          </span>
        </>
      ),
    },
    {
      key: 'own',
      head: own,
      label: own,
      width: 190,
      cell: ({ ownBranch }) =>
        ownBranch === null ? (
          <span className="m-caption">{t('supervision.leaders.noBranch')}</span>
        ) : (
          <>
            <Figure value={ownBranch.present} of={ownBranch.held} size="row" />
            <span className="m-second">
              <UserText>{ownBranch.branch.name}</UserText>
            </span>
          </>
        ),
    },
    {
      key: 'points',
      head: t('supervision.leaders.points'),
      label: t('supervision.leaders.points'),
      cell: ({ contactPoints }) =>
        contactPoints.length === 0 ? (
          <span className="m-caption">{t('supervision.leaders.none')}</span>
        ) : (
          contactPoints.map((point) => <PointLine key={point.id} point={point} />)
        ),
    },
    {
      key: 'gaps',
      head: t('supervision.leaders.toDo'),
      label: t('supervision.leaders.toDo'),
      width: 190,
      cell: ({ gaps }) =>
        gaps.length === 0 ? (
          <StateWord state="met">{t('supervision.leaders.nothing')}</StateWord>
        ) : (
          <div>
            {gaps.map((gap) => (
              <div key={gapWords(gap)}>
                <StateWord state="gap">{gapWords(gap)}</StateWord>
              </div>
            ))}
          </div>
        ),
    },
  ];
}

function PointLine({ point }: { readonly point: Point }): ReactNode {
  const t = useText();
  const today = useToday();
  const sayRefusal = useRefusal();
  const { mutate, isPending, error } = useEndContactPoint(point.id);
  return (
    <div className="supervision-point">
      <UserText>{point.organisation.name}</UserText>
      <span className="m-second">
        <PointFigures point={point} />
      </span>
      {error !== null && <FormFault>{sayRefusal(error)}</FormFault>}
      {point.mayEnd && (
        <span className="m-unprinted">
          <ConfirmButton
            small
            busy={isPending}
            effect={t('supervision.leaders.endEffect')}
            onConfirm={() => mutate(today)}
          >
            {t('supervision.leaders.end')}
          </ConfirmButton>
        </span>
      )}
    </div>
  );
}
