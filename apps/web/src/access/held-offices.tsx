import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import type { Grant } from '../app/session.ts';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useRoleName } from './role-name.ts';
import './access.css';

/** What one holds and where, as the session says it: each office once. */
export function HeldOffices({ grants }: { readonly grants: readonly Grant[] }): ReactNode {
  const t = useText();
  const roleName = useRoleName();
  const held = new Map(grants.map((grant) => [`${grant.role} ${grant.organisationId}`, grant]));
  return (
    <Sheet title={t('access.account.offices')}>
      {held.size === 0 && <EmptyLine>{t('access.account.noOffice')}</EmptyLine>}
      <ul className="m-held">
        {[...held].map(([key, grant]) => (
          <li key={key}>
            {roleName(grant.role)}
            <span className="m-second">
              <UserText>{grant.organisationName}</UserText>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
