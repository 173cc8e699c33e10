import type { ReactNode } from 'react';
import { useKindName } from '../../organisation/kind-name.ts';
import { useRoleName } from '../../access/role-name.ts';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useText } from '../i18n/use-text.ts';
import type { Found, FoundOrganisation, FoundPerson } from './use-search.ts';

/** What tells two of one name apart: where it stands; the branch, the year of birth, the offices. */
export function FoundAbout({ found }: { readonly found: Found }): ReactNode {
  return found.what === 'person' ? <AboutPerson person={found} /> : <AboutOrganisation organisation={found} />;
}

function AboutOrganisation({ organisation }: { readonly organisation: FoundOrganisation }): ReactNode {
  const t = useText();
  const kindName = useKindName();
  const above = organisation.above.slice(-2);
  return (
    <Facts>
      {kindName(organisation.kind, 'start')}
      {above.length > 0 && <UserText>{above.map(({ name }) => name).join(' / ')}</UserText>}
      {organisation.closedOn !== null && t('app.find.closed', { day: organisation.closedOn })}
    </Facts>
  );
}

function AboutPerson({ person }: { readonly person: FoundPerson }): ReactNode {
  const t = useText();
  const roleName = useRoleName();
  const [office] = person.offices;
  return (
    <Facts>
      {person.membership !== null && <UserText>{person.membership.branch.name}</UserText>}
      {person.bornIn !== null && t('app.find.born', { year: String(person.bornIn) })}
      {office !== undefined && (
        <span>
          <UserText>{office.organisation.name}</UserText> {roleName(office.role)}
        </span>
      )}
      {person.hasLeft && t('app.find.left')}
    </Facts>
  );
}
