import { useState, type ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { Button } from '../form/button.tsx';

const atOnce = 200;

/** The beginning of a list that came whole, and the button for what follows: thousands of rows at once keep a page from being shown. */
export function useFirstRows<Row>(rows: readonly Row[]): { readonly shown: readonly Row[]; readonly more: ReactNode } {
  const t = useText();
  const [count, setCount] = useState(atOnce);
  return {
    shown: rows.length > count ? rows.slice(0, count) : rows,
    more: rows.length > count && (
      <Button onClick={() => setCount(count + atOnce)}>
        {t('ui.treeMore', { count: Math.min(atOnce, rows.length - count) })}
      </Button>
    ),
  };
}
