import { listUnread } from '@muster/contract/study';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerm, useTitles } from '../../app/campaign.ts';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { PagedSheet } from '../../app/paged-sheet.tsx';
import { usePageTitle } from '../../app/page-title.ts';
import { useSearchParam } from '../../app/search-param.ts';
import { SheetButton } from '../../app/sheet-button.tsx';
import { PlaceSide } from '../../gate/place-side.tsx';
import { useOrganisation } from '../../organisation/queries.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { FilterLine } from '../../ui/frame/filter-line.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { StudyTabs } from '../study-tabs.tsx';
import { useUnread, type UnreadPage } from './queries.ts';

export const page = createLazyRoute('/organisations/$organisationId/unread')({ component: Unread });

/** Members who have not read everything that the stage asks for, by place in the tree and name, each with how much is left. */
function Unread(): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { organisationId } = page.useParams();
  const stage = useSearchParam('stage');
  const { data: here } = useOrganisation(organisationId);
  const found = useUnread(organisationId, stage);
  const title = t('study.unread.title');
  usePageTitle(title);
  const columns = useColumns();
  const [first] = found.data ?? [];
  return (
    <>
      <DeskBar />
      <Page side={<PlaceSide organisationId={organisationId} here="activities" />}>
        <StudyTabs organisationId={organisationId} here="unread" />
        <PageHead
          verdict
          title={first === undefined ? '—' : t(verdictOf(first), { count: first.all === 0 ? first.asked : first.all })}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {first !== undefined && first.all > 0 && t('study.unread.of', { asked: first.asked })}
              {first !== undefined && first.past > 0 && t('study.unread.past', { count: first.past })}
              {t('study.unread.caption')}
            </Facts>
          }
          actions={
            <SheetButton
              route={listUnread}
              input={{ params: { organisationId }, query: { ...(stage !== '' && { stage }) } }}
            />
          }
        />
        {(first?.stages.length ?? 0) > 1 && (
          <FilterLine
            name={title}
            items={(first?.stages ?? []).map((each) => ({
              key: each,
              href: `/organisations/${organisationId}/unread?stage=${each}`,
              label: titles.stage(each),
              here: each === first?.stage,
            }))}
          />
        )}
        <PagedSheet of={found} what={title}>
          {(data) => (
            <DataTable
              name={title}
              columns={columns}
              rows={data.flatMap(({ rows }) => rows)}
              rowKey={({ person }) => person.id}
              sticky
              empty={<EmptyLine>{t('study.unread.nobody')}</EmptyLine>}
            />
          )}
        </PagedSheet>
      </Page>
    </>
  );
}

function verdictOf({ stage, isOpen, all }: UnreadPage) {
  if (stage === null) return 'study.unread.notAsked';
  if (all === 0) return 'study.unread.none';
  return isOpen ? 'study.unread.some' : 'study.unread.over';
}

function useColumns(): readonly Column<UnreadPage['rows'][number]>[] {
  const t = useText();
  const [branchWord, unitWord] = [useTerm('branch', 'start'), useTerm('unit', 'start')];
  return [
    {
      key: 'person',
      head: t('study.name'),
      cell: ({ person }) => (
        <Anchor className="m-link" href={`/people/${person.id}`}>
          <UserText>{person.name}</UserText>
        </Anchor>
      ),
    },
    {
      key: 'left',
      head: t('study.unread.left'),
      label: t('study.unread.left'),
      align: 'right',
      width: 120,
      cell: ({ unread, required }) => <Figure value={unread} of={required} />,
    },
    {
      key: 'branch',
      head: branchWord,
      label: branchWord,
      cell: ({ branch }) => (
        <Anchor href={`/branches/${branch.id}/readings`}>
          <UserText>{branch.name}</UserText>
        </Anchor>
      ),
    },
    { key: 'unit', head: unitWord, label: unitWord, cell: ({ unit }) => <UserText>{unit.name}</UserText> },
  ];
}
