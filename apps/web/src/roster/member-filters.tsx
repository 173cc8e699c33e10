import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { useSearchParam } from '../app/search-param.ts';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useCategories } from './member-queries.ts';
import type { OnlyMembers } from './queries.ts';

const standings = ['full', 'probationary', 'applicant'] as const;

/** What the address narrows the roster to. */
export function useOnly(): OnlyMembers {
  const asked = useSearchParam('standing');
  const category = useSearchParam('category');
  const standing = standings.find((one) => one === asked);
  return { ...(standing !== undefined && { standing }), ...(category !== '' && { category }) };
}

export function useIsNarrowed(): boolean {
  return Object.keys(useOnly()).length > 0;
}

/** Everybody, those of one standing, or those of one category. */
export function MemberFilters({
  organisationId,
  only,
}: {
  readonly organisationId: string;
  readonly only: OnlyMembers;
}): ReactNode {
  const t = useText();
  const { all } = useCategories();
  const address = `/organisations/${organisationId}/members`;
  return (
    <FilterLine
      name={t('roster.filter.category')}
      items={[
        { key: 'all', href: address, label: t('roster.filter.all'), here: Object.keys(only).length === 0 },
        ...standings.map((one) => ({
          key: one,
          href: `${address}?standing=${one}`,
          label: t(`roster.standings.${one}`),
          here: only.standing === one,
        })),
        ...all
          .filter(({ code, isRetired }) => !isRetired || only.category === code)
          .map(({ code, title }) => ({
            key: `category ${code}`,
            href: `${address}?category=${encodeURIComponent(code)}`,
            label: <UserText>{title}</UserText>,
            here: only.category === code,
          })),
      ]}
    />
  );
}
