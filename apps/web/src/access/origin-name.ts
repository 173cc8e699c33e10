import type { RouteAnswer } from '@muster/contract';
import type { listRepresentativeGaps } from '@muster/contract/roster';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';

type Origin = RouteAnswer<typeof listRepresentativeGaps>['units'][number]['origins'][number]['origin'];

/** Where somebody who speaks for those outside comes from. */
export function useOriginName(): (origin: Origin) => string {
  const t = useText();
  const term = useTerms();
  return (origin) => t(`access.origin.${origin}`, { unit: term('unit'), units: term('unit', 'many') });
}
