import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useTerms } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { Trouble } from '../../app/trouble.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { useUnitClasses } from '../claims/queries.ts';
import { ListSheet } from './list-sheet.tsx';
import { useKeepCategories, useKeepClasses, useMemberCategories } from './queries.ts';

export const page = createLazyRoute('/lists')({ component: Lists });

/** The two lists that every file is read by: classes of units, categories of members. */
function Lists(): ReactNode {
  const t = useText();
  usePageTitle(t('organisation.lists.title'));
  return (
    <>
      <DeskBar here="roster" />
      <Page>
        <PageHead title={t('organisation.lists.title')} caption={t('organisation.lists.caption')} />
        <Classes />
        <Categories />
      </Page>
    </>
  );
}

function Classes(): ReactNode {
  const t = useText();
  const term = useTerms();
  const { data, error, refetch } = useUnitClasses();
  const keep = useKeepClasses();
  const title = t('organisation.lists.classes', { unit: term('unit', 'many') });
  if (data === undefined) return <Waiting error={error} what={title} onRetry={() => void refetch()} />;
  return (
    <ListSheet
      title={title}
      hint={t('organisation.lists.classesHint')}
      entries={data.classes.map((each) => ({ ...each, hasMeaning: false }))}
      withParent
      mayKeep={data.mayKeep}
      busy={keep.isPending}
      error={keep.error}
      onKeep={(entries, done) =>
        keep.mutate(
          {
            classes: entries.map(({ code, parentCode, title: named, isRetired }) => ({
              code,
              parentCode,
              title: named,
              isRetired,
            })),
          },
          { onSuccess: done },
        )
      }
    />
  );
}

function Categories(): ReactNode {
  const t = useText();
  const term = useTerms();
  const { data, error, refetch } = useMemberCategories();
  const keep = useKeepCategories();
  const title = t('organisation.lists.categories', { member: term('member', 'many') });
  if (data === undefined) return <Waiting error={error} what={title} onRetry={() => void refetch()} />;
  return (
    <ListSheet
      title={title}
      hint={t('organisation.lists.categoriesHint')}
      entries={data.categories.map((each) => ({ ...each, parentCode: null }))}
      withParent={false}
      mayKeep={data.mayKeep}
      busy={keep.isPending}
      error={keep.error}
      onKeep={(entries, done) =>
        keep.mutate(
          { categories: entries.map(({ code, title: named, isRetired }) => ({ code, title: named, isRetired })) },
          { onSuccess: done },
        )
      }
    />
  );
}

type WaitingProps = { readonly error: Error | null; readonly what: string; readonly onRetry: () => void };

function Waiting({ error, what, onRetry }: WaitingProps): ReactNode {
  return (
    <Sheet>{error === null ? <Loading rows={6} /> : <Trouble error={error} what={what} onRetry={onRetry} />}</Sheet>
  );
}
