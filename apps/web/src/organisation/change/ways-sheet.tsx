import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { mayAnywhere, useMe } from '../../app/session.ts';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import type { Organisation } from '../queries.ts';
import { nodeAddress } from '../node-address.ts';
import './change.css';

/** Other pages about the same organisation. */
export function WaysSheet({ organisation }: { readonly organisation: Organisation['organisation'] }): ReactNode {
  const t = useText();
  const term = useTerms();
  const me = useMe();
  const { id, kind, closedOn } = organisation;
  const at = `/organisations/${id}`;
  const isWide = kind !== 'unit' && kind !== 'branch';
  const ways: readonly (readonly [string, string] | false)[] = [
    isWide && [nodeAddress(kind, id), t('app.nav.overview')],
    [`${at}/members`, term('member', 'start-many')],
    [`${at}/activities`, t('study.activities')],
    // While it works they stand in the bar beside the page.
    kind === 'unit' && closedOn !== null && [`/units/${id}/assessments`, t('gate.side.assessments')],
    [`${at}/reconciliation`, t('organisation.claims.title')],
    isWide && [`${at}/remedies`, t('organisation.change.weakOnes')],
    [`${at}/offices`, t('app.nav.offices')],
    [`${at}/records`, t('app.nav.records')],
    (mayAnywhere(me, 'manage-organisations') || mayAnywhere(me, 'manage-roster')) && [
      `${at}/import`,
      t('rollup.ways.import'),
    ],
    isWide &&
      mayAnywhere(me, 'manage-campaign') && [
        `${at}/campaign`,
        t('rollup.ways.campaign', { campaign: term('campaign') }),
      ],
  ];
  return (
    <Sheet title={t('rollup.ways.title')} padded>
      <ul className="org-list">
        {ways
          .filter((way) => way !== false)
          .map(([href, label]) => (
            <li key={href}>
              <Anchor className="m-link" href={href}>
                {label}
              </Anchor>
            </li>
          ))}
      </ul>
    </Sheet>
  );
}
