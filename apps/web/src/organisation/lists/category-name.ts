import { useTitles } from '../../app/campaign.ts';
import { useMemberCategories } from './queries.ts';

/** What a category of members is called, by the instance's list. */
export function useCategoryName(): (code: string) => string {
  const titles = useTitles();
  const { data } = useMemberCategories();
  return (code) => {
    const found = data?.categories.find((each) => each.code === code);
    return found === undefined ? code : titles.of(found.title);
  };
}
