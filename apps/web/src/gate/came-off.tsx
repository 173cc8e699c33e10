import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useHours } from '../study/use-hours.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Gate } from './queries.ts';

const ways = ['died', 'left', 'removed', 'expelled', 'mistaken', 'transferred', 'applicant'] as const;

/** By name: what is counted of fewer people than before is seen, also when they are counted again. */
export function CameOff({ people }: { readonly people: Gate['cameOff'] }): ReactNode {
  const t = useText();
  const term = useTerms();
  const { due } = useFormat();
  const hours = useHours();
  if (people.length === 0) return null;
  return (
    <Sheet title={t('gate.cameOff.title')} caption={t('gate.cameOff.about', { members: term('member', 'many') })}>
      <ul className="gate-attempts">
        {people.map(({ personId, name, how, to, on, isBack, lacks }) => (
          <li key={personId + how + on}>
            {name === null ? t('gate.cameOff.unseen') : <UserText>{name}</UserText>}
            <span className="m-second">
              <Facts>
                {t(`gate.cameOff.how.${ways.find((way) => way === how) ?? 'left'}`)}
                {to !== null && <Say k="gate.cameOff.to" values={{ to: <UserText>{to}</UserText> }} />}
                {due(on)}
                {lacks !== null && lacks > 0 && t('gate.cameOff.lacks', { hours: hours.words(lacks) })}
                {isBack && t('gate.cameOff.back')}
              </Facts>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
