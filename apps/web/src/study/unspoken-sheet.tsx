import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { SideList } from '../ui/sheet/side-list.tsx';
import { useUnspoken } from './lecture-queries.ts';

/** How many have still to speak themselves, where every member is asked to; the count opens their names. */
export function UnspokenSheet({ organisationId }: { readonly organisationId: string }): ReactNode {
  const t = useText();
  const { data } = useUnspoken(organisationId, 1);
  if (data === undefined || !data.isOpen || data.all === 0) return null;
  return (
    <Sheet title={t('study.unspoken.title')}>
      <SideList
        items={[
          {
            key: 'unspoken',
            count: data.all,
            text: t('study.unspoken.left', { count: data.all }),
            note: t('study.unspoken.of', { asked: data.asked }),
            href: `/organisations/${organisationId}/unspoken`,
          },
        ]}
      />
    </Sheet>
  );
}
