import { useState, type ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { Icon } from '../sign/icon.tsx';
import './side-bar.css';

type Props = {
  /** Said aloud, and on a phone the line that opens it. */
  readonly name: string;
  /** On a phone: where one is. */
  readonly here: ReactNode;
  /** 256 for the tree, 204 for a unit. */
  readonly width?: 'tree' | 'unit';
  readonly foot?: ReactNode;
  readonly children: ReactNode;
};

/** A column on a desk; on a phone one line at the top that unfolds. */
export function SideBar({ name, here, width = 'unit', foot, children }: Props): ReactNode {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <aside className={`m-side m-side-wide-${width}${open ? ' m-side-open' : ''}`} aria-label={name}>
      <button
        type="button"
        className="m-side-fold"
        aria-expanded={open}
        title={t('ui.menu')}
        onClick={() => setOpen(!open)}
      >
        <span>{here}</span>
        <Icon name={open ? 'up' : 'down'} />
      </button>
      <div
        className="m-side-in"
        onClickCapture={(event) =>
          event.target instanceof Element && event.target.closest('a') !== null && setOpen(false)
        }
      >
        {children}
        {foot !== undefined && <div className="m-side-foot">{foot}</div>}
      </div>
    </aside>
  );
}
