import { listReading } from '@muster/contract/study';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { PagedSheet } from '../../app/paged-sheet.tsx';
import { usePageTitle } from '../../app/page-title.ts';
import { SheetButton } from '../../app/sheet-button.tsx';
import { PlaceSide } from '../../gate/place-side.tsx';
import { useOrganisation } from '../../organisation/queries.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { StudyTabs } from '../study-tabs.tsx';
import { useReadingBeneath, type BranchRow } from './queries.ts';

export const page = createLazyRoute('/organisations/$organisationId/readings')({ component: ReadingBeneath });

/** Branches by place in the tree: how many of each have begun to read, and how many are through. */
function ReadingBeneath(): ReactNode {
  const t = useText();
  const term = useTerms();
  const { organisationId } = page.useParams();
  const { data: here } = useOrganisation(organisationId);
  const found = useReadingBeneath(organisationId);
  const title = t('study.reading.title');
  usePageTitle(title);
  const columns = useColumns();
  const all = found.data?.[0]?.all ?? 0;
  return (
    <>
      <DeskBar />
      <Page side={<PlaceSide organisationId={organisationId} here="activities" />}>
        <StudyTabs organisationId={organisationId} here="readings" />
        <PageHead
          title={title}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {t('study.reading.beneathCaption')}
            </Facts>
          }
          actions={<SheetButton route={listReading} input={{ params: { organisationId } }} />}
        />
        <PagedSheet
          title={t('study.branches', { count: all, branch: term('branch', all === 1 ? 'one' : 'many') })}
          of={found}
          what={title}
        >
          {(data) => (
            <DataTable
              name={title}
              columns={columns}
              rows={data.flatMap(({ rows }) => rows)}
              rowKey={({ branch }) => branch.id}
              sticky
              empty={<EmptyLine>{t('study.reading.nowhere')}</EmptyLine>}
            />
          )}
        </PagedSheet>
      </Page>
    </>
  );
}

function useColumns(): readonly Column<BranchRow>[] {
  const t = useText();
  const term = useTerms();
  const figure = (key: 'begun' | 'through', head: string) => ({
    key,
    head,
    label: head,
    align: 'right' as const,
    width: 150,
    cell: (row: BranchRow) => (row.required === 0 ? '—' : <Figure value={row[key]} of={row.members} />),
  });
  return [
    {
      key: 'branch',
      head: term('branch', 'start'),
      cell: ({ branch, unit }) => (
        <>
          <Anchor className="m-link" href={`/branches/${branch.id}/readings`}>
            <UserText>{branch.name}</UserText>
          </Anchor>
          <span className="m-second">
            <UserText>{unit.name}</UserText>
          </span>
        </>
      ),
    },
    figure('begun', t('study.reading.begun')),
    figure('through', t('study.reading.through')),
  ];
}
