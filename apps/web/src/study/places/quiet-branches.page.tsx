import { listQuietBranches } from '@muster/contract/study';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { PagedSheet } from '../../app/paged-sheet.tsx';
import { usePageTitle } from '../../app/page-title.ts';
import { useSearchParam } from '../../app/search-param.ts';
import { SheetButton } from '../../app/sheet-button.tsx';
import { PlaceSide } from '../../gate/place-side.tsx';
import { useOrganisation } from '../../organisation/queries.ts';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { FilterLine } from '../../ui/frame/filter-line.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { StudyTabs } from '../study-tabs.tsx';
import { useQuietBranches, type Quiet } from './queries.ts';

export const page = createLazyRoute('/organisations/$organisationId/quiet-branches')({ component: QuietBranches });

/** Days that are offered; the address takes any other. */
const offered = [7, 14, 30] as const;
const usual = 14;

/** Branches that have met for nothing for so many days, by place in the tree; a big meeting of others is none of theirs. */
function QuietBranches(): ReactNode {
  const t = useText();
  const term = useTerms();
  const { organisationId } = page.useParams();
  const asked = Number(useSearchParam('days'));
  const days = Number.isInteger(asked) && asked >= 1 && asked <= 366 ? asked : usual;
  const { data: here } = useOrganisation(organisationId);
  const found = useQuietBranches(organisationId, days);
  const title = t('study.quiet.title', { branches: term('branch', 'many') });
  usePageTitle(title);
  const columns = useColumns();
  const all = found.data?.[0]?.all;
  const choices = [...new Set([...offered, days])].toSorted((a, b) => a - b);
  return (
    <>
      <DeskBar />
      <Page side={<PlaceSide organisationId={organisationId} here="activities" />}>
        <StudyTabs organisationId={organisationId} here="quiet" />
        <PageHead
          verdict
          title={
            all === undefined
              ? '—'
              : all === 0
                ? t('study.quiet.none', { count: days, branch: term('branch', 'one') })
                : t('study.quiet.some', {
                    count: all,
                    span: t('study.quiet.forDays', { count: days }),
                    branch: term('branch', all === 1 ? 'one' : 'many'),
                  })
          }
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {t('study.quiet.caption', { branch: term('branch', 'one') })}
            </Facts>
          }
          actions={<SheetButton route={listQuietBranches} input={{ params: { organisationId }, query: { days } }} />}
        />
        <FilterLine
          name={t('study.quiet.days')}
          items={choices.map((each) => ({
            key: String(each),
            href: `/organisations/${organisationId}/quiet-branches?days=${each}`,
            label: t('study.quiet.forDays', { count: each }),
            here: each === days,
          }))}
        />
        <PagedSheet of={found} what={title}>
          {(data) => (
            <DataTable
              name={title}
              columns={columns}
              rows={data.flatMap(({ rows }) => rows)}
              rowKey={({ branch }) => branch.id}
              sticky
              empty={<EmptyLine>{t('study.quiet.nobody')}</EmptyLine>}
            />
          )}
        </PagedSheet>
      </Page>
    </>
  );
}

function useColumns(): readonly Column<Quiet['rows'][number]>[] {
  const t = useText();
  const term = useTerms();
  const { day } = useFormat();
  return [
    {
      key: 'branch',
      head: term('branch', 'start'),
      cell: ({ branch, unit }) => (
        <>
          <Anchor className="m-link" href={`/branches/${branch.id}`}>
            <UserText>{branch.name}</UserText>
          </Anchor>
          <span className="m-second">
            <UserText>{unit.name}</UserText>
          </span>
        </>
      ),
    },
    {
      key: 'last',
      head: t('study.quiet.last'),
      label: t('study.quiet.last'),
      width: 200,
      cell: ({ last }) =>
        last === null ? (
          t('study.quiet.never')
        ) : (
          <Anchor className="m-link" href={`/activities/${last.activityId}`}>
            {day(last.on)}
          </Anchor>
        ),
    },
    {
      key: 'since',
      head: t('study.quiet.stageSince'),
      label: t('study.quiet.stageSince'),
      width: 200,
      cell: ({ stageStartedOn }) => day(stageStartedOn),
    },
  ];
}
