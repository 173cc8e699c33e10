import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { SideList } from '../../ui/sheet/side-list.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useLackingItems } from './use-lacking-items.tsx';

type Props = {
  readonly organisationId: string;
  /** Of whom, where several stand on one page. */
  readonly name?: string;
};

/** What members have still to say and to read, beside what is owed; nothing where nothing is missing. */
export function LackingSheet({ organisationId, name }: Props): ReactNode {
  const t = useText();
  const items = useLackingItems(organisationId);
  if (items.length === 0) return null;
  return (
    <Sheet title={t('study.still.members')} {...(name !== undefined && { caption: <UserText>{name}</UserText> })}>
      <SideList items={items} />
    </Sheet>
  );
}
