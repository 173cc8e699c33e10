import type { ReactNode } from 'react';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page } from '../ui/frame/page.tsx';
import { useText } from './i18n/use-text.ts';

export function NotFound(): ReactNode {
  const t = useText();
  return (
    <Page>
      <h1>{t('ui.notFound')}</h1>
      <p>
        <Anchor className="m-link" href="/">
          {t('ui.goBack')}
        </Anchor>
      </p>
    </Page>
  );
}
