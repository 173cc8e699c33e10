import { useTerms } from './campaign.ts';
import { useText, type Text, type TextValues } from './i18n/use-text.ts';

/** The campaign's words that our sentences speak of. */
export function useTermValues(): TextValues {
  const term = useTerms();
  return {
    termOffice: term('office'),
    termTeam: term('team'),
    termUnit: term('unit'),
    termUnits: term('unit', 'many'),
    termHead: term('head'),
    termClerk: term('clerk'),
    termBranch: term('branch'),
    termMember: term('member'),
    termCampaign: term('campaign'),
    termHours: term('studyHour', 'many'),
    termHoursStart: term('studyHour', 'start-many'),
  };
}

/** Our own words, with those of the campaign where a sentence speaks of what it has its own word for. */
export function useTermText(): Text {
  const t = useText();
  const terms = useTermValues();
  return (key, values) => t(key, { ...terms, ...values });
}
