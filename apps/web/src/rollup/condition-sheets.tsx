import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useNow } from '../app/now.ts';
import { mayAnywhere, useMe } from '../app/session.ts';
import { AsOf } from '../ui/figure/as-of.tsx';
import { ButtonLink } from '../ui/form/button.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { ConditionTable } from './condition-table.tsx';
import type { OverviewAnswer, OverviewCondition, OverviewStage } from './queries.ts';

/** A sheet for each stage that some unit has entered, the one where most of them are first. */
export function ConditionSheets({ overview }: { readonly overview: OverviewAnswer }): ReactNode {
  const entered = overview.stages
    .map((stage) => ({ stage, conditions: conditionsOf(overview, stage) }))
    .filter(({ conditions }) => conditions.some((condition) => totalOf(condition) > 0))
    .toSorted((a, b) => b.stage.open - a.stage.open);
  if (entered.length === 0) return <NotBegun overview={overview} />;
  return entered.map(({ stage, conditions }) => (
    <StageConditions key={stage.code} overview={overview} stage={stage} conditions={conditions} />
  ));
}

type StageProps = {
  readonly overview: OverviewAnswer;
  readonly stage: OverviewStage;
  readonly conditions: readonly OverviewCondition[];
};

function StageConditions({ overview, stage, conditions }: StageProps): ReactNode {
  const t = useText();
  const titles = useTitles();
  const term = useTerms();
  const now = useNow();
  const total = Math.max(...conditions.map(totalOf));
  return (
    <Sheet
      title={<Say k="rollup.conditionsOf" values={{ stage: <UserText>{titles.of(stage.title)}</UserText> }} />}
      caption={t('rollup.addUpTo', { total, unit: term('unit') })}
      {...(overview.asOf !== null && { right: <AsOf at={overview.asOf} now={now} /> })}
    >
      <ConditionTable organisationId={overview.organisation.id} conditions={conditions} name={titles.of(stage.title)} />
    </Sheet>
  );
}

/** What will stand here, who starts it, one button. */
function NotBegun({ overview }: { readonly overview: OverviewAnswer }): ReactNode {
  const t = useText();
  const term = useTerms();
  const starts = mayAnywhere(useMe(), 'manage-campaign');
  const action = starts && (
    <ButtonLink primary href={`/organisations/${overview.organisation.id}/campaign`}>
      {t('rollup.startHere')}
    </ButtonLink>
  );
  return (
    <Sheet title={t('rollup.conditions')}>
      <EmptyLine {...(action !== false && { action })}>
        {t(overview.campaignId === null ? 'rollup.noCampaign' : 'rollup.noUnitIn', {
          unit: term('unit'),
          office: term('office'),
          campaign: term('campaign'),
        })}
      </EmptyLine>
    </Sheet>
  );
}

function conditionsOf(overview: OverviewAnswer, stage: OverviewStage): readonly OverviewCondition[] {
  return overview.conditions.filter((condition) => condition.stageCode === stage.code);
}

function totalOf({ met, notMet, waiting, notApplicable, notSet }: OverviewCondition): number {
  return met + notMet + waiting + notApplicable + notSet;
}
