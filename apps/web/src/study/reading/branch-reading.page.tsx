import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../../app/campaign.ts';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { Trouble } from '../../app/trouble.tsx';
import { Figure } from '../../ui/figure/figure.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { useFirstRows } from '../../ui/sheet/first-rows.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { BranchSide } from '../branch-side.tsx';
import { useBranchReading, type BranchReading } from './queries.ts';

export const page = createLazyRoute('/branches/$branchId/readings')({ component: BranchReadings });

/** How far a branch is: who has not begun, how far the others are, and how many have read each piece. */
function BranchReadings(): ReactNode {
  const t = useText();
  const { branchId } = page.useParams();
  const { data, error, isPending, refetch } = useBranchReading(branchId);
  usePageTitle(t('study.reading.title'));
  return (
    <>
      <DeskBar here="branch" />
      <Page side={<BranchSide branchId={branchId} here="readings" />}>
        {error !== null && <Trouble error={error} what={t('study.reading.title')} onRetry={() => void refetch()} />}
        {isPending && <Loading rows={6} />}
        {data !== undefined && (
          <>
            <PageHead verdict title={<Verdict reading={data} />} caption={t('study.reading.branchCaption')} />
            {data.pieces.length > 0 && (
              <>
                <Members reading={data} />
                <Sheet title={t('study.reading.byPiece')}>
                  <Pieces reading={data} />
                </Sheet>
              </>
            )}
          </>
        )}
      </Page>
    </>
  );
}

function Verdict({ reading: { pieces, members, isOpen } }: { readonly reading: BranchReading }): ReactNode {
  const t = useText();
  const term = useTerms();
  if (pieces.length === 0) return t('study.reading.nothingAsked');
  const count = members.filter(({ read, required }) => required > 0 && read === 0).length;
  if (count === 0) return t('study.reading.allBegun', { members: term('member', 'many') });
  return t(isOpen ? 'study.reading.notBegun' : 'study.reading.notBegunOver', {
    count,
    member: term('member', count === 1 ? 'one' : 'many'),
  });
}

function Members({ reading: { members } }: { readonly reading: BranchReading }): ReactNode {
  const t = useText();
  const term = useTerms();
  const columns = useMemberColumns();
  // Of a joint branch: whoever's unit asks for nothing has nothing to begin.
  const { shown, more } = useFirstRows(members.filter(({ required }) => required > 0));
  return (
    <Sheet title={term('member', 'start-many')} foot={more}>
      <DataTable
        name={term('member', 'start-many')}
        columns={columns}
        rows={shown}
        rowKey={({ personId }) => personId}
        empty={<EmptyLine>{t('study.reading.nobody')}</EmptyLine>}
      />
    </Sheet>
  );
}

function useMemberColumns(): readonly Column<BranchReading['members'][number]>[] {
  const t = useText();
  const term = useTerms();
  return [
    {
      key: 'name',
      head: term('member', 'start'),
      cell: ({ personId, name }) => (
        <Anchor className="m-link" href={`/people/${personId}`}>
          <UserText>{name}</UserText>
        </Anchor>
      ),
    },
    {
      key: 'read',
      head: t('study.reading.read'),
      label: t('study.reading.read'),
      align: 'right',
      width: 160,
      cell: ({ read, required }) => (read === 0 ? t('study.reading.notYet') : <Figure value={read} of={required} />),
    },
  ];
}

function Pieces({ reading: { pieces } }: { readonly reading: BranchReading }): ReactNode {
  const t = useText();
  const columns = usePieceColumns();
  return <DataTable name={t('study.reading.byPiece')} columns={columns} rows={pieces} rowKey={({ piece }) => piece} />;
}

function usePieceColumns(): readonly Column<BranchReading['pieces'][number]>[] {
  const t = useText();
  const titles = useTitles();
  return [
    {
      key: 'piece',
      head: t('study.reading.piece'),
      cell: ({ work, chapter }) => (
        <>
          {titles.of(chapter ?? work)}
          {chapter !== null && <span className="m-second">{titles.of(work)}</span>}
        </>
      ),
    },
    {
      key: 'readBy',
      head: t('study.reading.readBy'),
      label: t('study.reading.readBy'),
      align: 'right',
      width: 160,
      cell: ({ readBy, askedOf }) => <Figure value={readBy} of={askedOf} />,
    },
  ];
}
