import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../../app/campaign.ts';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { UserText } from '../../ui/text/user-text.tsx';
import { useDrill } from '../batch.ts';
import { unitsInAddress } from '../queries.ts';
import type { Statistics } from './queries.ts';
import { weekFigure } from './week-figure.tsx';
import { WeekSheet } from './week-sheet.tsx';

type StageWeek = Statistics['stages'][number]['weeks'][number];

const endedIn = ({ endedAhead, endedWithin, endedPast }: StageWeek) => endedAhead + endedWithin + endedPast;

type Props = { readonly statistics: Statistics };

/** A sheet for each stage that some unit has entered: where the units were at the end of every week. */
export function StageWeekSheets({ statistics }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const term = useTerms();
  const drill = useDrill();
  const { id } = statistics.organisation;
  return statistics.stages
    .filter(({ weeks }) => weeks.length > 0)
    .map(({ code, title, units, weeks }) => (
      <WeekSheet
        key={code}
        title={<Say k="rollup.statistics.stage" values={{ stage: <UserText>{titles.of(title)}</UserText> }} />}
        name={titles.of(title)}
        caption={t('rollup.statistics.units', { count: units, unit: term('unit', units === 1 ? 'one' : 'many') })}
        asOf={statistics.asOf}
        weeks={weeks}
        parts={[
          { label: t('rollup.unitsIn.closed'), of: ({ past }: StageWeek) => past },
          { label: t('rollup.unitsIn.open'), of: ({ within }: StageWeek) => within },
          { label: t('rollup.unitsIn.ahead'), of: ({ all, within, past }: StageWeek) => all - within - past },
        ]}
        columns={[
          weekFigure<StageWeek>(
            'opened',
            t('rollup.statistics.opened'),
            ({ opened }) => opened,
            ({ week }) => drill(unitsInAddress(id, code, 'opened', week)),
          ),
          weekFigure<StageWeek>(
            'passed',
            t('rollup.statistics.passed'),
            ({ passed }) => passed,
            ({ week }) => drill(unitsInAddress(id, code, 'passed', week)),
          ),
          // Most places have none, and a column of noughts would only be in the way.
          ...(weeks.some((row) => endedIn(row) > 0)
            ? [
                weekFigure<StageWeek>('ended', t('rollup.statistics.ended'), endedIn, ({ week }) =>
                  drill(unitsInAddress(id, code, 'ended', week)),
                ),
              ]
            : []),
          weekFigure<StageWeek>(
            'within',
            t('rollup.statistics.withinAtEnd'),
            ({ within }) => within,
            ({ week }) => drill(unitsInAddress(id, code, 'within', week)),
          ),
          weekFigure<StageWeek>(
            'past',
            t('rollup.statistics.pastAtEnd'),
            ({ past }) => past,
            ({ week }) => drill(unitsInAddress(id, code, 'past', week)),
          ),
          weekFigure<StageWeek>(
            'all',
            t('rollup.statistics.allAtEnd'),
            ({ all }) => all,
            ({ week }) => drill(unitsInAddress(id, code, 'all', week)),
          ),
        ]}
        none={t('rollup.statistics.none')}
      />
    ));
}
