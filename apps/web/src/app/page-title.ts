import { useEffect } from 'react';
import { useText } from './i18n/use-text.ts';

/** What the browser's tab says: the page, then us. */
export function usePageTitle(page: string): void {
  const brand = useText()('ui.brand');
  useEffect(() => {
    document.title = `${page} · ${brand}`;
  }, [page, brand]);
}
