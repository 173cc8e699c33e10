import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { Button } from '../form/button.tsx';
import { StateGlyph } from '../sign/state-glyph.tsx';
import './states.css';

type Props = {
  /** What could not be fetched, and why if known: 报表超时. */
  readonly what: string;
  readonly why?: string | undefined;
  readonly requestId?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
};

/** In the place of the figure, never a 0 and never "no data"; the rest of the page stays. */
export function Failure({ what, why, requestId, onRetry }: Props): ReactNode {
  const t = useText();
  return (
    <div className="m-failure" role="alert">
      <StateGlyph state="gap" />
      <span>{why === undefined ? t('ui.failed', { what }) : t('ui.failedBecause', { what, why })}</span>
      {requestId !== undefined && <span className="m-caption">{t('ui.requestNumber', { id: requestId })}</span>}
      {onRetry !== undefined && (
        <Button small onClick={onRetry}>
          {t('ui.retry')}
        </Button>
      )}
    </div>
  );
}
