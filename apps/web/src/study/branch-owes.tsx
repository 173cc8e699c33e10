import { listOwed } from '@muster/contract/obligation';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useCountsHours } from '../app/campaign.ts';
import { client } from '../app/client.ts';
import { useTermText } from '../app/term-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { SideList, type SideItem } from '../ui/sheet/side-list.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { standings } from './lacking.ts';
import { useRoll } from './queries.ts';

type Props = { readonly branch: { readonly organisationId: string; readonly organisationName: string } };

const written = ['note', 'reading'] as const;

/** What the members of a branch lack and do themselves: how many lack hours, and what they have still to write and to read. */
export function BranchOwes({ branch: { organisationId, organisationName } }: Props): ReactNode {
  const t = useTermText();
  const countsHours = useCountsHours();
  const { data: roll } = useRoll(organisationId);
  const owed = useQueries({
    queries: written.map((kind) => ({
      queryKey: ['obligation', 'to-do', organisationId, 'due', kind, 'count'],
      queryFn: async () => (await client.call(listOwed, { params: { organisationId }, query: { kind, limit: 1 } })).all,
    })),
  });
  const lacking = standings(roll?.hours ?? [], roll?.needs ?? []).filter(({ missing }) => missing > 0).length;
  const items: SideItem[] = [
    ...(countsHours && lacking > 0
      ? [
          {
            key: 'hours',
            count: lacking,
            text: t('study.owes.hours', { count: lacking }),
            href: `/branches/${organisationId}`,
          },
        ]
      : []),
    ...written.flatMap((kind, place) => {
      const count = owed[place]?.data ?? 0;
      const href = `/organisations/${organisationId}/to-do?kind=${kind}`;
      return count === 0 ? [] : [{ key: kind, count, text: t(`study.owes.${kind}`, { count }), href }];
    }),
  ];
  if (items.length === 0) return null;
  return (
    <Sheet title={<UserText>{organisationName}</UserText>} caption={t('study.owes.about')}>
      <SideList items={items} />
    </Sheet>
  );
}
