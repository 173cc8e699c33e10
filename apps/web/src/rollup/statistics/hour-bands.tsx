import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../../app/campaign.ts';
import { Say } from '../../app/i18n/say.tsx';
import { useNow } from '../../app/now.ts';
import { useTermText } from '../../app/term-text.ts';
import { BandBars } from '../../ui/chart/band-bars.tsx';
import { AsOf } from '../../ui/figure/as-of.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useDrill } from '../batch.ts';
import { unitsInAddress } from '../queries.ts';
import type { Statistics } from './queries.ts';

/** How far members are with the hours of each stage that asks for any: bands, and never an order of people. */
export function HourBandSheets({ statistics }: { readonly statistics: Statistics }): ReactNode {
  const t = useTermText();
  const titles = useTitles();
  const term = useTerms();
  const now = useNow();
  const drill = useDrill();
  const { organisation, asOf, hours } = statistics;
  return hours.map(({ stageCode, bands }) => {
    const count = bands.reduce((sum, { members }) => sum + members, 0);
    return (
      <Sheet
        key={stageCode}
        title={
          <Say
            k="rollup.statistics.hours"
            values={{
              stage: <UserText>{titles.stage(stageCode)}</UserText>,
              termHours: term('studyHour', 'many'),
              termHoursStart: term('studyHour', 'start-many'),
            }}
          />
        }
        caption={t('rollup.statistics.members', { count, member: term('member', count === 1 ? 'one' : 'many') })}
        {...(asOf !== null && { right: <AsOf at={asOf} now={now} /> })}
      >
        <BandBars
          name={titles.stage(stageCode)}
          bands={bands.map(({ band, members }) => ({
            key: band,
            label: t(`rollup.hourBand.${band}`),
            count: members,
            href: drill(unitsInAddress(organisation.id, stageCode, 'hours', band)),
          }))}
        />
      </Sheet>
    );
  });
}
