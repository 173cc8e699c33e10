import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { NoticeStep } from './notice-step.tsx';
import { NoticeThing } from './notice-thing.tsx';
import { useMarkRead, type Notice } from './queries.ts';

/** What was said of how many things, and the first of them; each leads to its page, and who goes there has read it. */
export function NoticeLine({ notice }: { readonly notice: Notice }): ReactNode {
  const t = useText();
  const mark = useMarkRead();
  const { kind, all, things, steps, isRead } = notice;
  const shown = things.length + steps.length;
  const read = (): void => {
    if (!isRead) mark.mutate([notice]);
  };
  return (
    <article className="m-owed-version">
      <h3>
        {all === 0 ? t('obligation.notices.gone') : t(`obligation.notices.kind.${kind}`, { count: all })}
        {!isRead && <b className="m-notice-new">{t('obligation.notices.unread')}</b>}
      </h3>
      <ul className="m-notice-things">
        {things.map((thing) => (
          <li key={`${thing.obligationId} ${thing.rung}`}>
            <NoticeThing thing={thing} onOpen={read} />
          </li>
        ))}
        {steps.map((step) => (
          <li key={`${step.transitionId} ${step.outcome}`}>
            <NoticeStep step={step} onOpen={read} />
          </li>
        ))}
      </ul>
      {all > shown && (
        <Anchor className="m-link" href="/to-do">
          {t('obligation.notices.more', { count: all - shown })}
        </Anchor>
      )}
    </article>
  );
}
