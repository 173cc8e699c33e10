import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useOrganisation } from '../organisation/queries.ts';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import './member-acts.css';

type Tab = 'members' | 'left-behind' | 'transfers' | 'representatives';
type Props = { readonly organisationId: string; readonly here: Tab };

/** The pages about the people of one node. A branch has no representatives: its units have them. */
export function RosterTabs({ organisationId, here }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const { data } = useOrganisation(organisationId);
  const kind = data?.organisation.kind;
  const address = `/organisations/${organisationId}`;
  const tabs: readonly (readonly [Tab, string, string])[] = [
    ['members', t('app.nav.roster'), `${address}/members`],
    ['left-behind', t('roster.leftBehind.title'), `${address}/left-behind`],
    ['transfers', t('roster.transfers.title'), `${address}/transfers`],
    [
      'representatives',
      term('representative', 'start-many'),
      kind === 'unit' ? `/units/${organisationId}/representatives` : `${address}/representatives`,
    ],
  ];
  const shown = tabs.filter(([key]) => key !== 'representatives' || (kind !== undefined && kind !== 'branch'));
  return (
    <div className="roster-tabs">
      <FilterLine
        name={t('app.nav.roster')}
        items={shown.map(([key, label, href]) => ({ key, label, href, here: key === here }))}
      />
    </div>
  );
}
