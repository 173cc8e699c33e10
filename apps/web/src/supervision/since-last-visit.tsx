import { listChanges } from '@muster/contract/supervision';
import type { ReactNode } from 'react';
import { civilDate, timeText } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useSearchParam } from '../app/search-param.ts';
import { SheetButton } from '../app/sheet-button.tsx';
import { Trouble } from '../app/trouble.tsx';
import { useEntryColumns } from '../ledger/entry-columns.tsx';
import { owedAddress } from '../rollup/queries.ts';
import { Figure } from '../ui/figure/figure.tsx';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { MoreRows } from '../ui/sheet/more-rows.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useChanges, type Changes } from './changes-queries.ts';
import './since-last-visit.css';

/** What others did at one's own units since one looked last, and what became overdue. */
export function SinceLastVisit(): ReactNode {
  const t = useText();
  const { day } = useFormat();
  const asked = useSearchParam('topic');
  const columns = useEntryColumns();
  const all = useChanges(null);
  const [known] = all.data?.pages ?? [];
  const topic = known?.topics.find((one) => one.topic === asked)?.topic ?? null;
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useChanges(topic);
  const title = t('supervision.since.title');
  return (
    <Sheet
      title={title}
      {...(known !== undefined && {
        caption: t(known.isFirst ? 'supervision.since.first' : 'supervision.since.at', {
          day: day(civilDate(known.since)),
          time: timeText(known.since, 'minute'),
        }),
      })}
      foot={
        <>
          {hasNextPage && <MoreRows of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} earlier />}
          <SheetButton route={listChanges} input={{ query: topic === null ? {} : { topic } }} />
        </>
      }
    >
      {error !== null && <Trouble error={error} what={title} onRetry={() => void refetch()} />}
      {isPending && <Loading rows={4} />}
      {known !== undefined && <NewlyOverdue changes={known} />}
      {known !== undefined && known.topics.length > 1 && (
        <FilterLine
          name={title}
          items={[
            { key: 'all', href: '/supervision', label: t('supervision.since.all'), here: topic === null },
            ...known.topics.map(({ topic: one, count }) => ({
              key: one,
              href: `/supervision?topic=${one}`,
              label: t(`supervision.since.topic.${one}`, { count }),
              here: one === topic,
            })),
          ]}
        />
      )}
      {data !== undefined && (
        <DataTable
          name={title}
          columns={columns}
          rows={data.pages.flatMap(({ entries }) => entries)}
          rowKey={({ id }) => id}
          height="tall"
          empty={<EmptyLine>{t('supervision.since.none')}</EmptyLine>}
        />
      )}
    </Sheet>
  );
}

function NewlyOverdue({ changes: { overdue, overdueFrom } }: { readonly changes: Changes }): ReactNode {
  const t = useText();
  if (overdue.length === 0) return null;
  const count = overdue.reduce((sum, each) => sum + each.count, 0);
  return (
    <p className="m-since-overdue">
      <span className="m-gap">{t('supervision.since.overdue', { count })}</span>{' '}
      <Facts>
        {overdue.map(({ unit, count: many }) => (
          <span key={unit.id}>
            <UserText>{unit.name}</UserText>{' '}
            <Figure
              value={many}
              href={owedAddress(unit.id, 'overdue', undefined, undefined, overdueFrom)}
              label={unit.name}
            />
          </span>
        ))}
      </Facts>
    </p>
  );
}
