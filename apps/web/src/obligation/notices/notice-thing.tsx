import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import type { NoticeThing as Owed } from './queries.ts';

type Props = { readonly thing: Owed; readonly onOpen: () => void };

/** Something owed, what was said of it, and the way there. */
export function NoticeThing({ thing, onOpen }: Props): ReactNode {
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
