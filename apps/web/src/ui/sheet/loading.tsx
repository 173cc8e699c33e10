import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import './states.css';

/** The frame stays; figures are a dash (`<Figure value={null}>`), rows are grey bars after 400 ms. No spinner. */
export function Loading({ rows = 3 }: { readonly rows?: number }): ReactNode {
  const t = useText();
  return (
    <output className="m-bars" aria-label={t('ui.loading')}>
      {Array.from({ length: rows }, (_, place) => (
        <i key={place} />
      ))}
    </output>
  );
}
