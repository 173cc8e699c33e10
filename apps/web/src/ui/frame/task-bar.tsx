import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { Icon } from '../sign/icon.tsx';
import { Anchor } from './anchor.tsx';
import './task-bar.css';

type BarProps = {
  readonly title: ReactNode;
  readonly backHref: string;
  readonly about?: ReactNode;
  readonly complaintHref: string;
};

/** In place of the top bar where one thing is done and left again, as on a phone in a meeting. */
export function TaskBar({ title, backHref, about, complaintHref }: BarProps): ReactNode {
  const t = useText();
  return (
    <header className="m-task">
      <Anchor href={backHref} className="m-task-back" aria-label={t('ui.goBack')}>
        <Icon name="left" size={20} />
      </Anchor>
      <h1>{title}</h1>
      <span className="m-task-right">
        {about}
        <Anchor href={complaintHref}>{t('ui.reportBurden')}</Anchor>
      </span>
    </header>
  );
}

/** What such a page says where there is nothing to do. */
export function TaskMain({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <main id="main" className="m-task-main" tabIndex={-1}>
      {children}
    </main>
  );
}

/** The one act of such a page, held at the bottom edge. */
export function TaskFoot({ children }: { readonly children: ReactNode }): ReactNode {
  return <footer className="m-task-foot">{children}</footer>;
}
