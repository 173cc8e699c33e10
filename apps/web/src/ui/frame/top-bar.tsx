import { useCallback, useRef, useState, type ComponentType, type ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { Icon } from '../sign/icon.tsx';
import { Brand } from '../sign/mark.tsx';
import { Anchor } from './anchor.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import './top-bar.css';

export type NavItem = { readonly href: string; readonly label: ReactNode; readonly here?: boolean };

export type SearchProps = {
  /** It is wanted now: on a narrow screen it is brought out. */
  readonly onCalled: () => void;
  readonly onDone: () => void;
};

type Props = {
  readonly nav: readonly NavItem[];
  /** The campaign at hand, or what chooses it. */
  readonly campaign?: ReactNode;
  /** Name and duty of the person signed in. */
  readonly who: ReactNode;
  /** The box to find with; on a narrow screen it stands behind an icon. */
  readonly search?: ComponentType<SearchProps>;
  readonly notices?: { readonly href: string; readonly unread: number };
  readonly complaintHref: string;
  readonly onSignOut: () => void;
};

/** 52 high. On a narrow screen all but the brand and the bell folds into a menu. */
export function TopBar({ nav, campaign, who, search: Search, notices, complaintHref, onSignOut }: Props): ReactNode {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [finding, setFinding] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const onCalled = useCallback(() => setFinding(true), []);
  const onDone = useCallback(() => setFinding(false), []);
  const toggleFinding = (): void => {
    setFinding(!finding);
    setOpen(false);
    if (!finding) requestAnimationFrame(() => box.current?.querySelector('input')?.focus());
  };
  return (
    <header className="m-top">
      <a className="m-top-skip" href="#main">
        {t('ui.skip')}
      </a>
      <Anchor href="/" className="m-top-brand">
        <Brand />
      </Anchor>
      {notices !== undefined && <Bell {...notices} isNarrow />}
      {Search !== undefined && (
        <button
          type="button"
          className="m-top-menu"
          aria-expanded={finding}
          aria-label={t('ui.find')}
          onClick={toggleFinding}
        >
          <Icon name="search" size={20} />
        </button>
      )}
      <button
        type="button"
        className="m-top-menu"
        aria-expanded={open}
        aria-label={t(open ? 'ui.close' : 'ui.menu')}
        onClick={() => {
          setOpen(!open);
          setFinding(false);
        }}
      >
        <Icon name={open ? 'close' : 'menu'} size={20} />
      </button>
      {/* any link inside leads elsewhere, and then the menu has done its work */}
      <div
        className={`m-top-fold${open ? ' m-top-open' : ''}`}
        onClickCapture={(event) =>
          event.target instanceof Element && event.target.closest('a') !== null && setOpen(false)
        }
      >
        {campaign !== undefined && <div className="m-top-campaign">{campaign}</div>}
        <nav aria-label={t('ui.mainNav')}>
          {nav.map(({ href, label, here }) => (
            <Anchor key={href} href={href} {...(here && { 'aria-current': 'page' as const })}>
              {label}
            </Anchor>
          ))}
        </nav>
        <div className="m-top-who">
          {notices !== undefined && <Bell {...notices} />}
          <Anchor href={complaintHref}>{t('ui.reportBurden')}</Anchor>
          <span className="m-top-name">{who}</span>
          <LanguageSwitch />
          <button type="button" onClick={onSignOut}>
            {t('ui.signOut')}
          </button>
        </div>
      </div>
      {Search !== undefined && (
        <div className={`m-top-search${finding ? ' m-top-finding' : ''}`} ref={box}>
          <Search onCalled={onCalled} onDone={onDone} />
        </div>
      )}
    </header>
  );
}

interface BellProps {
  readonly href: string;
  readonly unread: number;
  /** The one that a narrow screen shows beside its menu; of the two one is seen. */
  readonly isNarrow?: boolean;
}

function Bell({ href, unread, isNarrow = false }: BellProps): ReactNode {
  const t = useText();
  return (
    <Anchor
      href={href}
      className={`m-bell ${isNarrow ? 'm-bell-narrow' : 'm-bell-wide'}`}
      aria-label={t('ui.notices', { count: unread })}
    >
      <Icon name="bell" size={18} />
      {unread > 0 && <b aria-hidden="true">{unread > 99 ? '99+' : unread}</b>}
    </Anchor>
  );
}
