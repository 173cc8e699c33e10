import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import type { UnitDates } from './queries.ts';
import './dates.css';

/** What follows the dates of the open stage: when each thing is due, when it was first, and where the stage has become too short for it. */
export function DueInStage({ due }: Pick<UnitDates, 'due'>): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { due: dueDay } = useFormat();
  if (due.length === 0) return null;
  return (
    <Sheet title={t('campaign.dates.due')}>
      <ul className="m-dates-changes">
        {due.map(({ id, title, dueOn, firstDueOn, isAtEdge }) => (
          <li key={id}>
            <Facts>
              <Anchor className="m-link" href={`/obligations/${id}`}>
                <UserText>{titles.of(title)}</UserText>
              </Anchor>
              {t('campaign.dates.dueBy', { day: dueDay(dueOn) })}
              {firstDueOn !== dueOn && t('campaign.dates.firstDue', { day: dueDay(firstDueOn) })}
            </Facts>
            {isAtEdge && <span className="m-second">{t('campaign.dates.atEdge')}</span>}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
