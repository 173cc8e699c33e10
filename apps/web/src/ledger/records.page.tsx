import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { PagedSheet } from '../app/paged-sheet.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { PlaceSide } from '../gate/place-side.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { useEntryColumns } from './entry-columns.tsx';
import { useEntries } from './queries.ts';

export const page = createLazyRoute('/organisations/$organisationId/records')({ component: Records });

/** What happened, when it is said to have happened, when it was written down, and by whom. */
function Records(): ReactNode {
  const t = useText();
  const { organisationId } = page.useParams();
  const found = useEntries(organisationId);
  const columns = useEntryColumns();
  usePageTitle(t('ledger.title'));
  return (
    <>
      <DeskBar here="records" />
      <Page side={<PlaceSide organisationId={organisationId} here="records" />}>
        <PageHead title={t('ledger.title')} caption={t('ledger.about')} />
        <PagedSheet of={found} what={t('ledger.title')} earlier>
          {(data) => (
            <DataTable
              name={t('ledger.title')}
              columns={columns}
              rows={data}
              rowKey={({ id }) => id}
              height="tall"
              empty={<EmptyLine>{t('ledger.empty')}</EmptyLine>}
            />
          )}
        </PagedSheet>
      </Page>
    </>
  );
}
