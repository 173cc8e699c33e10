import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { Trouble } from '../../app/trouble.tsx';
import { Button } from '../../ui/form/button.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { MoreRows } from '../../ui/sheet/more-rows.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import '../obligation.css';
import { NoticeLine } from './notice-line.tsx';
import { useMarkRead, useNotices, type Notice } from './queries.ts';

export const page = createLazyRoute('/notices')({ component: Notices });

/** What one was told, day by day. */
function Notices(): ReactNode {
  const t = useText();
  const { due } = useFormat();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useNotices();
  const mark = useMarkRead();
  usePageTitle(t('obligation.notices.title'));
  const notices = data?.pages.flatMap((each) => each.notices) ?? [];
  const unread = notices.filter(({ isRead }) => !isRead).slice(0, 200);
  const all = data?.pages[0]?.unread ?? 0;
  return (
    <>
      <DeskBar />
      <Page>
        <PageHead
          title={t('obligation.notices.title')}
          caption={all > 0 ? t('obligation.notices.unreadCount', { count: all }) : t('obligation.notices.about')}
          actions={
            unread.length > 0 && (
              <Button busy={mark.isPending} onClick={() => mark.mutate(unread)}>
                {t('obligation.notices.allRead')}
              </Button>
            )
          }
        />
        {isPending && <Loading rows={4} />}
        {error !== null && (
          <Trouble error={error} what={t('obligation.notices.title')} onRetry={() => void refetch()} />
        )}
        {data !== undefined && notices.length === 0 && (
          <Sheet>
            <EmptyLine>{t('obligation.notices.none')}</EmptyLine>
          </Sheet>
        )}
        {byDay(notices).map(({ day, of }) => (
          <Sheet key={day} title={due(day)}>
            {of.map((notice) => (
              <NoticeLine key={notice.kind} notice={notice} />
            ))}
          </Sheet>
        ))}
        {hasNextPage && <MoreRows of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} earlier />}
      </Page>
    </>
  );
}

function byDay(notices: readonly Notice[]): readonly { readonly day: string; readonly of: readonly Notice[] }[] {
  const days = [...new Set(notices.map(({ onDay }) => onDay))];
  return days.map((day) => ({ day, of: notices.filter(({ onDay }) => onDay === day) }));
}
