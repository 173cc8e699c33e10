import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { mayAnywhere, useMe } from '../app/session.ts';
import { useNarrow } from '../app/surroundings.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Awaiting } from './awaiting.tsx';
import { useDrill } from './batch.ts';
import { MeetingsSide } from './meetings-side.tsx';
import { OwedSide } from './owed-side.tsx';
import type { OverviewAnswer } from './queries.ts';
import { SatisfactionBands } from './satisfaction-bands.tsx';
import './rollup.css';

type Props = { readonly organisationId: string; readonly overview: OverviewAnswer | undefined };

/** What waits for whoever looks, and what is late: before everything else. */
export function OverviewFirst({ organisationId, overview }: Props): ReactNode {
  return (
    <>
      <Awaiting organisationId={organisationId} />
      {overview !== undefined && <OwedSide overview={overview} />}
    </>
  );
}

export function OverviewSide({ organisationId, overview }: Props): ReactNode {
  return (
    <>
      {overview !== undefined && (
        <MeetingsSide organisationId={organisationId} figures={overview.figures} asOf={overview.asOf} />
      )}
      {overview !== undefined && (
        <SatisfactionBands organisationId={organisationId} bands={overview.bands} asOf={overview.asOf} />
      )}
      <Ways organisationId={organisationId} isThere={overview?.closing === null} />
    </>
  );
}

type WaysProps = {
  readonly organisationId: string;
  /** What is no more gets no roster. */
  readonly isThere: boolean;
};

/** Other pages about the same node. */
function Ways({ organisationId, isThere }: WaysProps): ReactNode {
  const t = useText();
  const term = useTerms();
  const me = useMe();
  const drill = useDrill();
  const narrow = useNarrow();
  const at = `/organisations/${organisationId}`;
  const ways: readonly (readonly [string, string] | false)[] = [
    [drill(`/overview/${organisationId}/statistics`), t('rollup.statistics.title')],
    [at, t('organisation.change.page')],
    [`${at}/remedies`, t('organisation.change.weakOnes')],
    [`${at}/obligations`, t('obligation.title')],
    [`${at}/burden-asked`, t('obligation.burden.title')],
    [`${at}/activities`, t('rollup.ways.activities')],
    [`${at}/members`, t('app.nav.roster')],
    [`${at}/records`, t('app.nav.records')],
    [`${at}/teams`, t('rollup.ways.teams', { teams: term('team', 'start-many'), units: term('unit', 'many') })],
    [`${at}/pools`, t('assessment.pool.title')],
    [`${at}/offices`, t('app.nav.offices')],
    isThere &&
      (mayAnywhere(me, 'manage-organisations') || mayAnywhere(me, 'manage-roster')) && [
        `${at}/import`,
        t('rollup.ways.import'),
      ],
    [`${at}/playbook`, t('rollup.ways.playbook')],
    mayAnywhere(me, 'manage-campaign') && [`${at}/campaign`, t('rollup.ways.campaign', { campaign: term('campaign') })],
    mayAnywhere(me, 'read-burdens') && [`${at}/burdens`, t('rollup.ways.burdens')],
  ];
  return (
    <Sheet title={t('rollup.ways.title')} folded={narrow ? t('rollup.unfold') : undefined}>
      <ul className="m-roll-links">
        {ways
          .filter((way) => way !== false)
          .map(([href, label]) => (
            <li key={href}>
              <Anchor href={href}>{label}</Anchor>
            </li>
          ))}
      </ul>
    </Sheet>
  );
}
