import { useTerms } from '../../app/campaign.ts';
import type { TextValues } from '../../app/i18n/use-text.ts';

/** The campaign's words that the names of the measures are made with. */
export function useReadinessWords(): TextValues {
  const term = useTerms();
  return {
    units: term('unit', 'many'),
    branches: term('branch', 'many'),
    secretary: term('secretary'),
    head: term('head'),
    clerk: term('clerk'),
    team: term('team'),
  };
}
