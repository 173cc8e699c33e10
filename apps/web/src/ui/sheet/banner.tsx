import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { StateGlyph } from '../sign/state-glyph.tsx';
import './banner.css';

/** 24 px in ink on sunken, at the very top. */
export function DemoLine(): ReactNode {
  const t = useText();
  return <div className="m-banner m-banner-demo">{t('ui.demo')}</div>;
}

export function InsecureLine(): ReactNode {
  const t = useText();
  return (
    <div className="m-banner m-banner-gap" role="note">
      <StateGlyph state="gap" size={13} />
      {t('ui.insecure')}
    </div>
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
