import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';

/** Why figures are not here that one would look for: a unit with branches in several places counts above all of them. */
export function CountedAbove({ of }: { readonly of: { readonly countedAbove: boolean } | undefined }): ReactNode {
  const t = useText();
  const term = useTerms();
  if (of?.countedAbove !== true) return null;
  return (
    <p className="m-caption">
      {t('rollup.countedAbove', {
        unit: term('unit'),
        branch: term('branch'),
        branches: term('branch', 'many'),
        termHours: term('studyHour', 'many'),
      })}
    </p>
  );
}
