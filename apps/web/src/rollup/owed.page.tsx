import { listOutstanding } from '@muster/contract/rollup';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerm, useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useCountedDay } from '../app/counted-day.ts';
import { BeyondSight } from '../app/beyond-sight.tsx';
import { PagedSheet } from '../app/paged-sheet.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { useSearchParam } from '../app/search-param.ts';
import { OwedState } from '../obligation/owed-state.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { Due } from '../ui/figure/due.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { BatchFact } from './batch-choice.tsx';
import { batchQuery, useBatch, useDrill } from './batch.ts';
import { owedAddress, readKind, useOwed, type OwedThing } from './queries.ts';

export const page = createLazyRoute('/overview/$organisationId/owed')({ component: Owed });

const whens = ['overdue', 'week', 'coming', 'asked', 'done', 'exempt'] as const;
/** Which of them lead to each other: of a week, of all time, and each that stands by itself. */
const besides = { week: ['asked', 'done', 'overdue', 'coming'], ever: ['overdue', 'week', 'asked'] } as const;

/** What is asked: overdue or due within a week; or all that was due, and what of it is done; by day, then by place in the tree. */
function Owed(): ReactNode {
  const t = useText();
  const { organisationId } = page.useParams();
  const asked = useSearchParam('when');
  const week = useSearchParam('week') || null;
  const since = useSearchParam('since') || null;
  const when = whens.find((one) => one === asked) ?? 'overdue';
  const kind = readKind(useSearchParam('kind'));
  const { data: here } = useOrganisation(organisationId);
  const found = useOwed(organisationId, when, kind, { week, since });
  const { day } = useFormat();
  const title = t(`rollup.owed.page.${when}`);
  const batch = useBatch();
  const drill = useDrill();
  usePageTitle(title);
  const columns = useColumns(useCountedDay(), when);
  const [first] = found.data?.pages ?? [];
  return (
    <>
      <DeskBar here="overview" />
      <Page>
        <PageHead
          title={title}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {since !== null && t('rollup.owed.since', { day: day(since) })}
              {week !== null && t('rollup.statistics.weekFrom', { day: day(week) })}
              {kind !== null && t(`rollup.owed.kind.${kind}`, { count: first?.all ?? 0 })}
              {batch !== null && <BatchFact />}
              <Anchor className="m-link" href={drill(`/overview/${organisationId}`)}>
                {t('rollup.standings.back')}
              </Anchor>
            </Facts>
          }
          actions={
            <SheetButton
              route={listOutstanding}
              input={{
                params: { organisationId },
                query: {
                  when,
                  ...batchQuery(batch),
                  ...(kind !== null && { kind }),
                  ...(week !== null && { week }),
                  ...(since !== null && { since }),
                },
              }}
            />
          }
        />
        <PagedSheet
          title={first === undefined ? title : t('rollup.standings.count', { count: first.all })}
          of={found}
          what={title}
          above={
            <>
              <FilterLine
                name={title}
                items={besides[week === null ? 'ever' : 'week'].map((one) => ({
                  key: one,
                  href: drill(owedAddress(organisationId, one, kind ?? undefined, week ?? undefined)),
                  label: t(`rollup.owed.page.${one}`),
                  here: one === when,
                }))}
              />
              <BeyondSight count={first?.beyond} />
            </>
          }
        >
          {(data) => (
            <DataTable
              name={title}
              columns={columns}
              rows={data.pages.flatMap(({ rows }) => rows)}
              rowKey={({ id }) => id}
              height="tall"
              empty={<EmptyLine>{t('rollup.owed.none')}</EmptyLine>}
            />
          )}
        </PagedSheet>
      </Page>
    </>
  );
}

function useColumns(today: string, when: (typeof whens)[number]): Column<OwedThing>[] {
  const t = useText();
  const titles = useTitles();
  const unitWord = useTerm('unit', 'start');
  const { due } = useFormat();
  const state: Column<OwedThing> = {
    key: 'state',
    head: t('obligation.howFar'),
    label: t('obligation.howFar'),
    width: 160,
    cell: (owed) => <OwedState owed={owed} />,
  };
  return [
    {
      key: 'what',
      head: t('rollup.owed.what'),
      cell: ({ id, kind, title, stageCode }) => (
        <>
          {kind === 'deliverable' ? (
            <Anchor className="m-link" href={`/obligations/${id}`}>
              <UserText>{titles.of(title)}</UserText>
            </Anchor>
          ) : (
            <UserText>{titles.of(title)}</UserText>
          )}
          <span className="m-second">
            <Facts>
              {t(`rollup.owed.kind.${kind}`, { count: 1 })}
              <UserText>{titles.stage(stageCode)}</UserText>
            </Facts>
          </span>
        </>
      ),
    },
    {
      key: 'unit',
      head: unitWord,
      label: unitWord,
      cell: ({ unit, branch, person }) => (
        <>
          <Anchor className="m-link" href={`/units/${unit.id}`}>
            <UserText>{unit.name}</UserText>
          </Anchor>
          {(person ?? branch) !== null && (
            <span className="m-second">
              <UserText>{(person ?? branch)?.name ?? ''}</UserText>
            </span>
          )}
        </>
      ),
    },
    {
      key: 'due',
      head: t('rollup.owed.due'),
      label: t('rollup.owed.due'),
      width: 180,
      cell: ({ dueOn, standing }) =>
        standing === 'open' || standing === 'overdue' ? (
          <span>
            <Due date={dueOn} today={today} />
          </span>
        ) : (
          <span className="m-nowrap">{due(dueOn)}</span>
        ),
    },
    // What is open alone says so by its day.
    ...(when === 'asked' || when === 'done' || when === 'exempt' ? [state] : []),
  ];
}
