import type { ReactNode } from 'react';
import { Loading } from '../ui/sheet/loading.tsx';
import { MoreRows } from '../ui/sheet/more-rows.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Trouble } from './trouble.tsx';

type Props<Found> = {
  /** A list that is read page after page. */
  readonly of: Parameters<typeof MoreRows>[0]['of'] & {
    readonly data: Found | undefined;
    readonly error: Error | null;
    readonly isPending: boolean;
    readonly refetch: () => Promise<unknown>;
  };
  /** What could not be fetched, where it could not. */
  readonly what: string;
  readonly title?: ReactNode;
  readonly caption?: ReactNode;
  readonly right?: ReactNode;
  /** Between the head and the list, whether that has come or not. */
  readonly above?: ReactNode;
  /** What comes next is older. */
  readonly earlier?: boolean;
  readonly children: (found: Found) => ReactNode;
};

/** A sheet with a list that goes on: its waiting, its failure, and the rest on demand. */
export function PagedSheet<Found>({ of, what, above, earlier = false, children, ...head }: Props<Found>): ReactNode {
  const { data, error, isPending, refetch, hasNextPage } = of;
  return (
    <Sheet {...head} foot={hasNextPage && <MoreRows of={of} earlier={earlier} />}>
      {above}
      {error !== null && <Trouble error={error} what={what} onRetry={() => void refetch()} />}
      {isPending && <Loading rows={6} />}
      {data !== undefined && children(data)}
    </Sheet>
  );
}
