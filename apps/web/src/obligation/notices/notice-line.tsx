import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useMarkRead, type Notice, type NoticeThing } from './queries.ts';

/** What was said of how many things, and the first of them; each leads to its page, and who goes there has read it. */
export function NoticeLine({ notice }: { readonly notice: Notice }): ReactNode {
  const t = useText();
  const mark = useMarkRead();
  const { kind, all, things, isRead } = notice;
  return (
    <article className="m-owed-version">
      <h3>
        {all === 0 ? t('obligation.notices.gone') : t(`obligation.notices.kind.${kind}`, { count: all })}
        {!isRead && <b className="m-notice-new">{t('obligation.notices.unread')}</b>}
      </h3>
      <ul className="m-notice-things">
        {things.map((thing) => (
          <li key={`${thing.obligationId} ${thing.rung}`}>
            <Thing thing={thing} onOpen={() => isRead || mark.mutate([notice])} />
          </li>
        ))}
      </ul>
      {all > things.length && (
        <Anchor className="m-link" href="/to-do">
          {t('obligation.notices.more', { count: all - things.length })}
        </Anchor>
      )}
    </article>
  );
}

function Thing({ thing, onOpen }: { readonly thing: NoticeThing; readonly onOpen: () => void }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { due } = useFormat();
  const { obligationId, title, unit, whose, kind, rung, dueOn } = thing;
  return (
    <Facts>
      <span onClickCapture={onOpen}>
        <Anchor className="m-link" href={`/to-do/${obligationId}`}>
          {titles.of(title)}
        </Anchor>
      </span>
      {t(`obligation.kind.${kind}`)}
      {whose !== null && <UserText>{whose}</UserText>}
      {unit !== null && <UserText>{unit.name}</UserText>}
      {t(`obligation.notices.rung.${rung}`, { date: due(dueOn) })}
    </Facts>
  );
}
