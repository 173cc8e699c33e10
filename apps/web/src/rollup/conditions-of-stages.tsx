import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useNow } from '../app/now.ts';
import { AsOf } from '../ui/figure/as-of.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { ConditionTable, type ConditionLine } from './condition-table.tsx';
import type { OverviewAnswer, OverviewStage } from './queries.ts';

type Figures = {
  readonly organisation: { readonly id: string };
  readonly asOf: OverviewAnswer['asOf'];
  readonly stages: readonly (Pick<OverviewStage, 'code' | 'title'> & { readonly open?: number })[];
  readonly conditions: readonly ConditionLine[];
};

type Props = { readonly figures: Figures };

/** Whether some unit is judged by a condition. */
export function hasConditions({ conditions }: Pick<Figures, 'conditions'>): boolean {
  return conditions.some((condition) => totalOf(condition) > 0);
}

/** A sheet for each stage that some unit has entered, the one where most of them are first. */
export function ConditionsOfStages({ figures }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const term = useTerms();
  const now = useNow();
  return figures.stages
    .map((stage) => ({ stage, conditions: figures.conditions.filter(({ stageCode }) => stageCode === stage.code) }))
    .filter(({ conditions }) => hasConditions({ conditions }))
    .toSorted((a, b) => (b.stage.open ?? 0) - (a.stage.open ?? 0))
    .map(({ stage, conditions }) => (
      <Sheet
        key={stage.code}
        title={<Say k="rollup.conditionsOf" values={{ stage: <UserText>{titles.of(stage.title)}</UserText> }} />}
        caption={t(conditions.some(({ notSet }) => notSet > 0) ? 'rollup.addUpToWithNotSet' : 'rollup.addUpTo', {
          total: Math.max(...conditions.map(totalOf)),
          unit: term('unit'),
        })}
        {...(figures.asOf !== null && { right: <AsOf at={figures.asOf} now={now} /> })}
      >
        <ConditionTable
          organisationId={figures.organisation.id}
          conditions={conditions}
          name={titles.of(stage.title)}
        />
      </Sheet>
    ));
}

function totalOf({ met, notMet, waiting, notApplicable, notSet }: ConditionLine): number {
  return met + notMet + waiting + notApplicable + notSet;
}
