import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { Trouble } from '../../app/trouble.tsx';
import { ButtonLink } from '../../ui/form/button.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { MoreRows } from '../../ui/sheet/more-rows.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { BranchSide } from '../branch-side.tsx';
import { useRoll } from '../queries.ts';
import { NoteLine } from './note-line.tsx';
import { useNotesOfBranch } from './queries.ts';
import { SameAs } from './same-as.tsx';
import '../make-up/make-up.css';
import './notes.css';

export const page = createLazyRoute('/branches/$branchId/notes')({ component: NotesOfBranch });

/** What members of a branch handed in, the latest first: read, returned with a reason, or left, which accepts it. */
function NotesOfBranch(): ReactNode {
  const t = useText();
  const { branchId } = page.useParams();
  const { data: roll } = useRoll(branchId);
  const found = useNotesOfBranch(branchId);
  const title = t('study.note.title');
  usePageTitle(title);
  const [first] = found.data ?? [];
  const notes = found.data?.flatMap((each) => each.notes) ?? [];
  return (
    <>
      <DeskBar here="branch" />
      <Page side={<BranchSide branchId={branchId} here="notes" />}>
        <PageHead
          title={title}
          caption={t('study.note.branchCaption')}
          actions={
            roll !== undefined && (
              <ButtonLink href={`/units/${roll.unit.id}/note-draws`}>{t('study.draw.title')}</ButtonLink>
            )
          }
        />
        <Sheet foot={found.hasNextPage && <MoreRows of={found} />}>
          {found.error !== null && <Trouble error={found.error} what={title} onRetry={() => void found.refetch()} />}
          {found.isPending && <Loading rows={6} />}
          {first !== undefined && notes.length === 0 && <EmptyLine>{t('study.note.none')}</EmptyLine>}
          <ul className="study-make-ups">
            {notes.map((note) => (
              <li key={note.id}>
                <NoteLine note={note} writings={first?.writings ?? []} withName>
                  {note.sameAs.length > 0 && <SameAs sameAs={note.sameAs} />}
                </NoteLine>
              </li>
            ))}
          </ul>
        </Sheet>
      </Page>
    </>
  );
}
