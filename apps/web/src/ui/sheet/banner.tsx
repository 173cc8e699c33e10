import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { StateGlyph } from '../sign/state-glyph.tsx';
import './banner.css';

/** 24 px in ink on sunken, at the very top. */
export function DemoLine(): ReactNode {
  const t = useText();
  return (
    <aside className="m-banner m-banner-demo" aria-label={t('ui.demo')}>
      {t('ui.demo')}
    </aside>
  );
}

export function InsecureLine(): ReactNode {
  const t = useText();
  return (
    <aside className="m-banner m-banner-gap" aria-label={t('ui.insecureName')}>
      <StateGlyph state="gap" size={13} />
      {t('ui.insecure')}
    </aside>
  );
}

/** Under the bar; saving stays possible. */
export function OfflineLine({ kept }: { readonly kept: number }): ReactNode {
  const t = useText();
  return (
    <output className="m-banner m-banner-wait">
      <StateGlyph state="wait" size={13} />
      {t('ui.offline', { count: kept })}
    </output>
  );
}
