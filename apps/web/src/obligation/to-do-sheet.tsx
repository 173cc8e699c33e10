import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { useSearchParam } from '../app/search-param.ts';
import { useMe } from '../app/session.ts';
import { Trouble } from '../app/trouble.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { MoreRows } from '../ui/sheet/more-rows.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { kindsOwed, readKind, readToDoState, toDoStates, type ToDoKind, type useToDo } from './queries.ts';
import { ToDoTable } from './to-do-table.tsx';

type Found = ReturnType<typeof useToDo>;

/** What the address narrows the list to. */
export function useNarrowed(): {
  readonly state: (typeof toDoStates)[number];
  readonly kind: ToDoKind | null;
  readonly personId: string;
} {
  return {
    state: readToDoState(useSearchParam('state')),
    kind: readKind(useSearchParam('kind')),
    personId: useSearchParam('person'),
  };
}

/** The list with its filters; `address` is that of the page without any. */
export function ToDoSheet({ found, address }: { readonly found: Found; readonly address: string }): ReactNode {
  const t = useText();
  const me = useMe();
  const today = useToday();
  const { state, kind, personId } = useNarrowed();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = found;
  const first = data?.pages[0];
  const owed = data?.pages.flatMap((page) => page.owed) ?? [];
  // Where nothing is to be done there is nothing to choose among.
  if (first?.all === 0 && state === 'due' && kind === null && personId === '')
    return first.kinds.length === 0 ? null : <Earlier href={`${address}?state=all`} />;
  return (
    <Sheet
      foot={
        hasNextPage && (
          <>
            <MoreRows of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} />
            <span className="m-caption">{t('obligation.toDo.part', { count: owed.length, all: first?.all ?? 0 })}</span>
          </>
        )
      }
    >
      <Filters address={address} kinds={first?.kinds ?? []} />
      {error !== null && <Trouble error={error} what={t('obligation.toDo.title')} onRetry={() => void refetch()} />}
      {isPending && <Loading rows={4} />}
      {data !== undefined && <ToDoTable owed={owed} today={today} self={me.person.id} />}
    </Sheet>
  );
}

/** The head says that nothing is open; here is the way to what was. */
function Earlier({ href }: { readonly href: string }): ReactNode {
  const t = useText();
  return (
    <Sheet>
      <EmptyLine>
        <Anchor className="m-link" href={href}>
          {t('obligation.toDo.earlier')}
        </Anchor>
      </EmptyLine>
    </Sheet>
  );
}

type FilterProps = { readonly address: string; readonly kinds: readonly ToDoKind[] };

/** By how far it is; by kind where there is more than one. */
function Filters({ address, kinds }: FilterProps): ReactNode {
  const t = useText();
  const { state, kind, personId } = useNarrowed();
  const to = (wanted: string, of: string | null) => {
    const query = new URLSearchParams({
      ...(wanted !== 'due' && { state: wanted }),
      ...(of !== null && { kind: of }),
      ...(personId !== '' && { person: personId }),
    });
    return query.size === 0 ? address : `${address}?${query.toString()}`;
  };
  const item = (key: string, href: string, label: string, here: boolean) => ({ key, href, label, here });
  return (
    <div className="m-unprinted">
      <FilterLine
        name={t('obligation.howFar')}
        items={toDoStates.map((each) => item(each, to(each, kind), t(`obligation.standing.${each}`), each === state))}
      />
      {kinds.length > 1 && (
        <FilterLine
          name={t('obligation.toDo.kinds')}
          items={[
            item('all', to(state, null), t('obligation.toDo.allKinds'), kind === null),
            ...kindsOwed
              .filter((each) => kinds.includes(each))
              .map((each) => item(each, to(state, each), t(`obligation.kind.${each}`), each === kind)),
          ]}
        />
      )}
    </div>
  );
}

/** In words, what is overdue first: nothing here blinks. Where `more` is said besides, that nothing is open is not. */
export function useHowMuch(found: Found, more = false): string | undefined {
  const t = useText();
  const first = found.data?.pages[0];
  if (first === undefined) return undefined;
  if (first.overdue > 0) return t('obligation.toDo.overdueAndOpen', { count: first.overdue, open: first.open });
  if (first.open === 0 && more) return undefined;
  return first.open > 0 ? t('obligation.toDo.openOnly', { count: first.open }) : t('obligation.toDo.nothingOpen');
}
