import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import './mark.css';

const latinName = 'Muster';

/** Four ticks of a roll call, the third hollow: who is missing is the point. */
function Mark({ size = 20 }: { readonly size?: number }): ReactNode {
  return (
    <svg className="m-mark" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <rect x="1" y="3" width="3" height="14" rx=".8" />
      <rect x="6" y="3" width="3" height="14" rx=".8" />
      <rect className="m-mark-hollow" x="11.6" y="3.6" width="1.8" height="12.8" rx=".5" />
      <rect x="16" y="3" width="3" height="14" rx=".8" />
    </svg>
  );
}

export function Brand(): ReactNode {
  const t = useText();
  const brand = t('ui.brand');
  return (
    <span className="m-brand">
      <Mark />
      {brand}
      {brand !== latinName && <small>{latinName}</small>}
    </span>
  );
}
