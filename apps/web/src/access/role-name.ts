import type { Role } from '@muster/core/access';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';

/** What an office is called: the campaign's word where it has one. */
export function useRoleName(): (role: string) => string {
  const t = useText();
  const term = useTerms();
  const names: Readonly<Record<Role, string>> = {
    administrator: t('access.role.administrator'),
    office: term('office', 'start'),
    leader: t('access.role.leader'),
    supervisor: t('access.role.supervisor', { team: term('team', 'start') }),
    head: term('head', 'start'),
    clerk: term('clerk', 'start'),
    secretary: term('secretary', 'start'),
    representative: term('representative', 'start'),
    auditor: t('access.role.auditor'),
  };
  return (role) => (role in names ? names[role as Role] : role);
}
