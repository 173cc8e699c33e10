import type { ReactNode } from 'react';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { DeskBar } from './desk-bar.tsx';
import { useText } from './i18n/use-text.ts';
import { usePageTitle } from './page-title.ts';

/** An address that leads nowhere: said within the desk, so that every other way stays open. */
export function NotFound(): ReactNode {
  const t = useText();
  usePageTitle(t('ui.notFound'));
  return (
    <>
      <DeskBar />
      <Page>
        <PageHead title={t('ui.notFound')} caption={t('ui.notFoundWhy')} />
        <Anchor className="m-link" href="/">
          {t('ui.goHome')}
        </Anchor>
      </Page>
    </>
  );
}
