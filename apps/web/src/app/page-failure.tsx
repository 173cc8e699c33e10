import type { ReactNode } from 'react';
import { Page } from '../ui/frame/page.tsx';
import { Failure } from '../ui/sheet/failure.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { useText } from './i18n/use-text.ts';
import { reloadOnceAnswered } from './new-desk.ts';

/** When a page itself breaks, not one of its parts. */
export function PageFailure(): ReactNode {
  const t = useText();
  return (
    <Page>
      <Sheet>
        <Failure what={t('app.thisPage')} onRetry={() => void reloadOnceAnswered()} />
      </Sheet>
    </Page>
  );
}
