import { ownWords, type FileWords } from '@muster/core/organisation';
import { useCampaign } from '../app/campaign.ts';

/** What files call what they speak of: the campaign's words, ours as long as there is none. As the server writes them. */
export function useFileWords(): FileWords {
  const terms = useCampaign()?.terms;
  return {
    member: terms?.member?.zh ?? ownWords.member,
    unit: terms?.unit?.zh ?? ownWords.unit,
    branch: terms?.branch?.zh ?? ownWords.branch,
    committee: terms?.committee?.zh ?? ownWords.committee,
    generalBranch: terms?.generalBranch?.zh ?? ownWords.generalBranch,
  };
}
