import { listUnspoken } from '@muster/contract/study';
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
import { Anchor } from '../../ui/frame/anchor.tsx';
import { FilterLine } from '../../ui/frame/filter-line.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { StudyTabs } from '../study-tabs.tsx';
import { useAllUnspoken, type UnspokenPage } from './queries.ts';

export const page = createLazyRoute('/organisations/$organisationId/unspoken')({ component: Unspoken });

/** Members who have not given the lecture that is asked of each of them, by place in the tree and name. */
function Unspoken(): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { organisationId } = page.useParams();
  const [stage, lecture] = [useSearchParam('stage'), useSearchParam('lecture')];
  const wish = { ...(stage !== '' && { stage }), ...(lecture !== '' && { lecture }) };
  const { data: here } = useOrganisation(organisationId);
  const found = useAllUnspoken(organisationId, wish);
  const title = t('study.unspoken.title');
  usePageTitle(title);
  const columns = useColumns();
  const [first] = found.data ?? [];
  const chosen = first?.lecture ?? null;
  return (
    <>
      <DeskBar />
      <Page side={<PlaceSide organisationId={organisationId} here="activities" />}>
        <StudyTabs organisationId={organisationId} here="unspoken" />
        <PageHead
          verdict
          title={first === undefined ? '—' : t(verdictOf(first), { count: first.all === 0 ? first.asked : first.all })}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {first !== undefined && first.all > 0 && t('study.unspoken.of', { asked: first.asked })}
              {first !== undefined && first.past > 0 && t('study.unspoken.past', { count: first.past })}
              {t('study.unspoken.caption')}
            </Facts>
          }
          actions={<SheetButton route={listUnspoken} input={{ params: { organisationId }, query: wish }} />}
        />
        {chosen !== null && (
          <FilterLine
            name={title}
            items={(first?.lectures ?? []).map((each) => ({
              key: `${each.stage} ${each.code}`,
              href: `/organisations/${organisationId}/unspoken?stage=${each.stage}&lecture=${each.code}`,
              label: `${titles.of(each.title)} · ${titles.stage(each.stage)}`,
              here: each.stage === chosen.stage && each.code === chosen.code,
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
              empty={<EmptyLine>{t('study.unspoken.nobody')}</EmptyLine>}
            />
          )}
        </PagedSheet>
      </Page>
    </>
  );
}

function verdictOf({ lecture, isOpen, all }: UnspokenPage) {
  if (lecture === null) return 'study.unspoken.notAsked';
  if (all === 0) return 'study.unspoken.none';
  return isOpen ? 'study.unspoken.some' : 'study.unspoken.over';
}

function useColumns(): readonly Column<UnspokenPage['rows'][number]>[] {
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
      key: 'branch',
      head: branchWord,
      label: branchWord,
      cell: ({ branch }) => (
        <Anchor href={`/branches/${branch.id}`}>
          <UserText>{branch.name}</UserText>
        </Anchor>
      ),
    },
    { key: 'unit', head: unitWord, label: unitWord, cell: ({ unit }) => <UserText>{unit.name}</UserText> },
  ];
}
