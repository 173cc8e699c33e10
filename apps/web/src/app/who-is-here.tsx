import type { ReactNode } from 'react';
import { useRoleName } from '../access/role-name.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useTerms } from './campaign.ts';
import { useText } from './i18n/use-text.ts';
import { officesHeld } from './offices-held.ts';
import { useMe } from './session.ts';

/** Who is signed in, and beneath the name as what and where; of several offices the first, with how many there are besides. */
export function WhoIsHere(): ReactNode {
  const t = useText();
  const term = useTerms();
  const roleName = useRoleName();
  const me = useMe();
  const [first, ...more] = officesHeld(me);
  return (
    <span className="m-top-self">
      <Anchor href="/account">
        <UserText>{me.person.name}</UserText>
      </Anchor>
      {first !== undefined && (
        <span className="m-top-duty">
          <Facts>
            {roleName(first.role)}
            {first.place === null ? (
              t('app.who.units', { count: first.units, unit: term('unit', first.units === 1 ? 'one' : 'many') })
            ) : (
              <UserText>{first.place}</UserText>
            )}
            {more.length > 0 && t('app.who.more', { count: more.length })}
          </Facts>
        </span>
      )}
    </span>
  );
}
