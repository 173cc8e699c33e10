import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useHours } from '../study/use-hours.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Gate } from './queries.ts';

/** Who came after a stage was passed and still lacks what it asked: counted nowhere any more, and not to be forgotten. */
export function Arrived({ people }: { readonly people: Gate['arrived'] }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const term = useTerms();
  const { due } = useFormat();
  const hours = useHours();
  if (people.length === 0) return null;
  return (
    <Sheet
      title={t('gate.arrived.title', { hours: term('studyHour', 'many') })}
      caption={t('gate.arrived.about', { unit: term('unit'), hours: term('studyHour', 'many') })}
    >
      <ul className="gate-attempts">
        {people.map(({ personId, name, stageCode, on, minutes }) => (
          <li key={personId + stageCode}>
            <Anchor className="m-link" href={`/people/${personId}`}>
              <UserText>{name}</UserText>
            </Anchor>
            <span className="m-second">
              <Facts>
                <UserText>{titles.stage(stageCode)}</UserText>
                {t('gate.arrived.on', { day: due(on) })}
                {t('gate.cameOff.lacks', { hours: hours.words(minutes) })}
              </Facts>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
