import { useTerms } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import type { Leader } from './queries.ts';

type Gap = Leader['gaps'][number];

/** What a leader still owes, in a few words. */
export function useGapWords(): (gap: Gap) => string {
  const t = useText();
  const term = useTerms();
  return (gap) => {
    if (gap === 'no-point') return t('supervision.leaders.noPoint');
    const said = { count: gap.lacking, branch: term('branch') };
    return {
      ownBranch: t('supervision.leaders.lackingOwn', said),
      contactPoint: t('supervision.leaders.lackingThere', said),
      lectures: t('supervision.leaders.lackingLectures', said),
    }[gap.duty];
  };
}
