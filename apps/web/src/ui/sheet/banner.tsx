import type { ReactNode } from 'react';
import { countText } from '../../app/format/numbers.ts';
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

/** A demo writes its past while people look around: what is not whole yet, and how far it is. */
export function BuildingLine({ places, done, all }: BuildingLineProps): ReactNode {
  const t = useText();
  return (
    <output className="m-banner m-banner-wait">
      <StateGlyph state="wait" size={13} />
      {t('ui.building', { places: places.join('、'), done: countText(done), all: countText(all) })}
    </output>
  );
}

interface BuildingLineProps {
  readonly places: readonly string[];
  readonly done: number;
  readonly all: number;
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
