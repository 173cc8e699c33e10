import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { mayAnywhere, useMe } from '../app/session.ts';
import { ButtonLink } from '../ui/form/button.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { ConditionsOfStages, hasConditions } from './conditions-of-stages.tsx';
import type { OverviewAnswer } from './queries.ts';

/** A sheet for each stage that some unit has entered, the one where most of them are first. */
export function ConditionSheets({ overview }: { readonly overview: OverviewAnswer }): ReactNode {
  return hasConditions(overview) ? <ConditionsOfStages figures={overview} /> : <NotBegun overview={overview} />;
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
          units: term('unit', 'many'),
          office: term('office'),
          campaign: term('campaign'),
        })}
      </EmptyLine>
    </Sheet>
  );
}
