import { listOwed } from '@muster/contract/obligation';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useCountsHours } from '../app/campaign.ts';
import { client } from '../app/client.ts';
import { useTermText } from '../app/term-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { SideList, type SideItem } from '../ui/sheet/side-list.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { standings } from './lacking.ts';
import { useLackingItems } from './lacking/use-lacking-items.tsx';
import { useRoll } from './queries.ts';

type Props = { readonly branch: { readonly organisationId: string; readonly organisationName: string } };

/** What the members of a branch lack and do themselves: how many lack hours, and have still to write, to speak and to read. */
export function BranchOwes({ branch: { organisationId, organisationName } }: Props): ReactNode {
  const t = useTermText();
  const countsHours = useCountsHours();
  const { data: roll } = useRoll(organisationId);
  const { data: notes = 0 } = useQuery({
    queryKey: ['obligation', 'to-do', organisationId, 'due', 'note', 'count'],
    queryFn: async () =>
      (await client.call(listOwed, { params: { organisationId }, query: { kind: 'note', limit: 1 } })).all,
  });
  const unsaid = useLackingItems(organisationId);
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
    ...(notes > 0
      ? [
          {
            key: 'note',
            count: notes,
            text: t('study.owes.note', { count: notes }),
            href: `/organisations/${organisationId}/to-do?kind=note`,
          },
        ]
      : []),
    ...unsaid,
  ];
  if (items.length === 0) return null;
  return (
    <Sheet title={<UserText>{organisationName}</UserText>} caption={t('study.owes.about')}>
      <SideList items={items} />
    </Sheet>
  );
}
