import type { ReactNode } from 'react';
import { useAwaitingRequests, useAwaitingSteps, useAwaitingTimes, useAwaitingTransfers } from './awaiting.ts';
import { useTerms } from './campaign.ts';
import { countText } from './format/numbers.ts';
import { topmost } from './home.ts';
import { useText } from './i18n/use-text.ts';
import { nodesWith, type Me } from './session.ts';

export type NavPlace =
  | 'toDo'
  | 'overview'
  | 'unit'
  | 'branch'
  | 'supervision'
  | 'transitions'
  | 'requests'
  | 'roster'
  | 'offices'
  | 'records'
  | 'self';

export type NavEntry = { readonly place: NavPlace; readonly href: string; readonly label: ReactNode };

/** The pages that can be of use to this person, by what was granted; each page then says itself what may be done. */
export function useNav(me: Me): readonly NavEntry[] {
  const t = useText();
  const term = useTerms();
  const { data: steps } = useAwaitingSteps();
  const awaiting = steps && steps.endorse + steps.decide + steps.elsewhere;
  const { data: requests } = useAwaitingRequests(me);
  const { data: times } = useAwaitingTimes(me);
  const reads = nodesWith(me, 'read');
  const own = reads.filter((grant) => grant.role !== 'supervisor');
  const wide = topmost(
    own.filter((grant) => grant.organisationKind !== 'branch' && grant.organisationKind !== 'unit'),
    [],
  );
  const unit = own.find((grant) => grant.organisationKind === 'unit');
  const branch = reads.find((grant) => grant.organisationKind === 'branch');
  const any = wide ?? unit ?? branch ?? reads[0];
  const access = nodesWith(me, 'manage-access')[0];
  const { data: transfers } = useAwaitingTransfers(nodesWith(me, 'manage-roster')[0]?.organisationId);
  const entries: (NavEntry | false)[] = [
    entry('toDo', '/to-do', <Counted count={times}>{t('app.nav.toDo')}</Counted>),
    wide !== undefined && entry('overview', `/overview/${wide.organisationId}`, t('app.nav.overview')),
    unit !== undefined && entry('unit', `/units/${unit.organisationId}`, t('app.nav.unit', { unit: term('unit') })),
    branch !== undefined &&
      entry('branch', `/branches/${branch.organisationId}`, t('app.nav.branch', { branch: term('branch', 'start') })),
    seesTeams(me) && entry('supervision', '/supervision', t('app.nav.supervision')),
    reads.length > 0 &&
      entry('transitions', '/transitions', <Counted count={awaiting}>{t('app.nav.transitions')}</Counted>),
    requests !== undefined &&
      requests > 0 &&
      entry('requests', '/date-requests', <Counted count={requests}>{t('app.nav.requests')}</Counted>),
    any !== undefined &&
      entry(
        'roster',
        `/organisations/${any.organisationId}/members`,
        <Counted count={transfers}>{t('app.nav.roster')}</Counted>,
      ),
    access !== undefined && entry('offices', `/organisations/${access.organisationId}/offices`, t('app.nav.offices')),
    any !== undefined && entry('records', `/organisations/${any.organisationId}/records`, t('app.nav.records')),
    reads.length === 0 && entry('self', `/people/${me.person.id}`, t('app.nav.self')),
  ];
  return entries.filter((one): one is NavEntry => one !== false);
}

function entry(place: NavPlace, href: string, label: ReactNode): NavEntry {
  return { place, href, label };
}

function seesTeams(me: Me): boolean {
  return me.grants.some((grant) => grant.role === 'supervisor' || grant.verb === 'manage-teams');
}

function Counted({ count, children }: { readonly count: number | undefined; readonly children: ReactNode }): ReactNode {
  return (
    <>
      {children}
      {count !== undefined && count > 0 && <b className="m-top-count">{countText(count)}</b>}
    </>
  );
}
