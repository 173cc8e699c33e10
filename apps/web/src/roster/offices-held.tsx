import type { ReactNode } from 'react';
import { useRoleName } from '../access/role-name.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { UserText } from '../ui/text/user-text.tsx';
import type { History } from './member-queries.ts';

type Props = {
  readonly offices: History['offices'];
  readonly says: 'roster.transfer.officesStay' | 'roster.leaving.officesStay' | 'roster.leaving.officesEnd';
};

/** Said before it is done, with each office: neither a transfer nor leaving ends it; death and expulsion do. */
export function OfficesHeld({ offices, says }: Props): ReactNode {
  const t = useText();
  const roleName = useRoleName();
  if (offices.length === 0) return null;
  return (
    <div className="m-field">
      <p>{t(says)}</p>
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
