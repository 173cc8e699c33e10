import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { Button } from '../form/button.tsx';

type Props = {
  /** A list that is read page after page. */
  readonly of: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  /** What comes next is older. */
  readonly earlier?: boolean;
};

/** At the foot of a list that goes on. */
export function MoreRows({
  of: { hasNextPage, isFetchingNextPage, fetchNextPage },
  earlier = false,
}: Props): ReactNode {
  const t = useText();
  return (
    hasNextPage && (
      <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {t(earlier ? 'ui.earlierRows' : 'ui.moreRows')}
      </Button>
    )
  );
}
