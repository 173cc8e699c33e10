import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { useText } from './i18n/use-text.ts';
import { usePageTitle } from './page-title.ts';

export const page = createLazyRoute('/')({ component: Start });

function Start(): ReactNode {
  const t = useText();
  usePageTitle(t('app.start'));
  return (
    <Page>
      <PageHead title={t('app.start')} />
      <Sheet>
        <EmptyLine>{t('app.noPagesYet')}</EmptyLine>
      </Sheet>
    </Page>
  );
}
