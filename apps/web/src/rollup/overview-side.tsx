import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { mayAnywhere, useMe } from '../app/session.ts';
import { useNarrow } from '../app/surroundings.ts';
import { Bands } from '../ui/figure/bands.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { SideList } from '../ui/sheet/side-list.tsx';
import { Awaiting } from './awaiting.tsx';
import { OwedSide } from './owed-side.tsx';
import { unitsInAddress, type OverviewAnswer } from './queries.ts';
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
      {overview !== undefined && <Meetings organisationId={organisationId} figures={overview.figures} />}
      {overview !== undefined && <SatisfactionBands organisationId={organisationId} bands={overview.bands} />}
      <Ways organisationId={organisationId} />
    </>
  );
}

type MeetingsProps = { readonly organisationId: string; readonly figures: OverviewAnswer['figures'] };

function Meetings({ organisationId, figures }: MeetingsProps): ReactNode {
  const t = useText();
  const { activities, attendances, absences } = figures;
  if (activities === 0) return null;
  return (
    <Sheet title={t('rollup.meetings.title')}>
      <SideList
        items={[
          {
            key: 'held',
            count: activities,
            text: t('rollup.meetings.held', { count: activities }),
            note: t('rollup.meetings.people', { present: attendances, due: attendances + absences }),
            href: `/organisations/${organisationId}/activities`,
          },
        ]}
      />
    </Sheet>
  );
}

type BandsProps = { readonly organisationId: string; readonly bands: OverviewAnswer['bands'] };

function SatisfactionBands({ organisationId, bands }: BandsProps): ReactNode {
  const t = useText();
  const term = useTerms();
  const assessed = bands.reduce((sum, band) => sum + band.units, 0);
  if (assessed === 0) return null;
  return (
    <Sheet
      title={t('rollup.bands.title')}
      right={t('rollup.bands.units', { count: assessed, unit: term('unit', assessed === 1 ? 'one' : 'many') })}
    >
      <Bands
        bands={bands.map(({ min, below, units, stages: [stage, ...others] }, place) => ({
          key: `${min} ${below}`,
          label:
            min === null
              ? t('rollup.bands.below', { below: below ?? 0 })
              : below === null
                ? t('rollup.bands.from', { min })
                : t('rollup.bands.between', { min, below }),
          count: units,
          ...(stage !== undefined &&
            others.length === 0 && { href: unitsInAddress(organisationId, stage, 'band', String(place)) }),
        }))}
      />
    </Sheet>
  );
}

/** Other pages about the same node. */
function Ways({ organisationId }: { readonly organisationId: string }): ReactNode {
  const t = useText();
  const term = useTerms();
  const me = useMe();
  const narrow = useNarrow();
  const at = `/organisations/${organisationId}`;
  const ways: readonly (readonly [string, string] | false)[] = [
    [at, t('organisation.change.page')],
    [`${at}/remedies`, t('organisation.change.weakOnes')],
    [`${at}/obligations`, t('obligation.title')],
    [`${at}/activities`, t('rollup.ways.activities')],
    [`${at}/members`, t('app.nav.roster')],
    [`${at}/records`, t('app.nav.records')],
    [`${at}/teams`, t('rollup.ways.teams', { teams: term('team', 'start-many'), units: term('unit', 'many') })],
    [`${at}/pools`, t('assessment.pool.title')],
    [`${at}/offices`, t('app.nav.offices')],
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
