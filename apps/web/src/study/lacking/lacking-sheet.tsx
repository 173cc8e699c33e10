import type { ReactNode } from 'react';
import { useTermText } from '../../app/term-text.ts';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { SideList } from '../../ui/sheet/side-list.tsx';
import { useLackingItems } from './use-lacking-items.tsx';

type Props = { readonly organisationId: string; readonly title: ReactNode };

/** What members have still to say and to read, beside what is owed; nothing where nothing is missing. */
export function LackingSheet({ organisationId, title }: Props): ReactNode {
  const t = useTermText();
  const items = useLackingItems(organisationId);
  if (items.length === 0) return null;
  return (
    <Sheet title={title} caption={t('study.owes.about')}>
      <SideList items={items} />
    </Sheet>
  );
}
