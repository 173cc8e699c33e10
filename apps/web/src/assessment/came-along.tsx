import type { RouteAnswer } from '@muster/contract';
import type { listAssessments } from '@muster/contract/assessment';
import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Percent } from '../ui/figure/percent.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';

type Vote = RouteAnswer<typeof listAssessments>['cameAlong'][number];

/** Votes that failed where the members came from: the place is empty, and the failure is not forgotten with it. */
export function CameAlong({ votes }: { readonly votes: readonly Vote[] }): ReactNode {
  const t = useText();
  const columns = useColumns();
  if (votes.length === 0) return null;
  return (
    <Sheet title={t('assessment.came.title')} caption={t('assessment.came.about')}>
      <DataTable
        name={t('assessment.came.title')}
        columns={columns}
        rows={votes}
        rowKey={({ id }) => id}
        height="tall"
      />
    </Sheet>
  );
}

function useColumns(): readonly Column<Vote>[] {
  const t = useText();
  const titles = useTitles();
  const { due } = useFormat();
  return [
    {
      key: 'from',
      head: t('assessment.came.from'),
      cell: ({ id, from, stageCode, attempt, isInSight }) => (
        <>
          {isInSight ? (
            <Anchor className="m-link" href={`/assessments/${id}`}>
              <UserText>{from.name}</UserText>
            </Anchor>
          ) : (
            <UserText>{from.name}</UserText>
          )}
          <span className="m-second">
            <Facts>
              {titles.stage(stageCode)}
              {t('assessment.attempt', { number: attempt })}
            </Facts>
          </span>
        </>
      ),
    },
    { key: 'held', head: t('assessment.heldOn'), label: t('assessment.heldOn'), cell: ({ heldOn }) => due(heldOn) },
    {
      key: 'came',
      head: t('assessment.came.people'),
      label: t('assessment.came.people'),
      cell: ({ came }) => t('assessment.came.count', { count: came }),
    },
    {
      key: 'result',
      head: t('assessment.shareOf.dissatisfied'),
      label: t('assessment.shareOf.dissatisfied'),
      cell: ({ dissatisfied, valid }) => <Percent part={dissatisfied} whole={valid} />,
    },
  ];
}
