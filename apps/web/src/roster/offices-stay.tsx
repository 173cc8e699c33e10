import type { ReactNode } from 'react';
import { useRoleName } from '../access/role-name.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { UserText } from '../ui/text/user-text.tsx';
import type { History } from './member-queries.ts';

/** Said before it is done: a transfer ends no office. */
export function OfficesStay({ offices }: { readonly offices: History['offices'] }): ReactNode {
  const t = useText();
  const roleName = useRoleName();
  if (offices.length === 0) return null;
  return (
    <div className="m-field">
      <p>{t('roster.transfer.officesStay')}</p>
      <ul>
        {offices.map(({ role, organisation }) => (
          <li key={`${role} ${organisation.id}`}>
            <Say
              k="roster.transfer.office"
              values={{ role: roleName(role), organisation: <UserText>{organisation.name}</UserText> }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
