import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import type { TextKey } from '../app/i18n/texts.ts';
import { useText } from '../app/i18n/use-text.ts';
import { mayAnywhere, useMe } from '../app/session.ts';
import { Closing } from '../gate/outside.tsx';
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
  const me = useMe();
  const { closing, organisation } = overview;
  // What is no more gets neither a roster nor a campaign.
  if (closing !== null)
    return (
      <Sheet title={t('rollup.conditions')}>
        <EmptyLine>
          <Closing closing={closing} kind={organisation.kind} />
        </EmptyLine>
      </Sheet>
    );
  const at = `/organisations/${organisation.id}`;
  const isEmpty = overview.figures.units === 0 && overview.figures.members === 0;
  const may = mayAnywhere(me, isEmpty ? 'manage-organisations' : 'manage-campaign');
  const action = may && (isEmpty || overview.figures.units > 0) && (
    <ButtonLink primary href={isEmpty ? `${at}/import` : `${at}/campaign`}>
      {t(isEmpty ? 'rollup.ways.import' : 'rollup.startHere')}
    </ButtonLink>
  );
  return (
    <Sheet title={t('rollup.conditions')}>
      <EmptyLine {...(action !== false && { action })}>
        {t(whyNothing(overview), {
          unit: term('unit'),
          units: term('unit', 'many'),
          office: term('office'),
          campaign: term('campaign'),
        })}
      </EmptyLine>
    </Sheet>
  );
}

/** A roster comes before a campaign, and a campaign before its units. */
function whyNothing({ figures, campaignId }: OverviewAnswer): TextKey {
  // A branch beside others of its unit holds people, and no unit of its own.
  if (figures.units === 0) return figures.members === 0 ? 'rollup.noUnits' : 'rollup.ofTheUnit';
  return campaignId === null ? 'rollup.noCampaign' : 'rollup.noUnitIn';
}
