import type { ReactNode } from 'react';
import { civilDate, timeText } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useNow } from '../app/now.ts';
import { ButtonLink } from '../ui/form/button.tsx';
import { StateGlyph } from '../ui/sign/state-glyph.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useOwnPlans } from './sign-in-queries.ts';

/** What one’s own branch holds next, and signing in to it. */
export function OwnComing(): ReactNode {
  const t = useText();
  const { due } = useFormat();
  const now = useNow();
  const { data } = useOwnPlans();
  if (data === undefined || data.length === 0) return null;
  return (
    <Sheet title={t('study.plan.coming')} caption={t('study.plan.soonestFirst')}>
      <ul className="study-plans">
        {data.map((plan) => (
          <li key={plan.id}>
            <p>
              <UserText>{plan.topic}</UserText>
              <span className="m-second">
                <Facts>
                  {t('study.fromTo', {
                    day: due(civilDate(plan.startsAt)),
                    start: timeText(plan.startsAt, 'minute'),
                    end: timeText(plan.endsAt, 'minute'),
                  })}
                  {plan.place !== null && <UserText>{plan.place}</UserText>}
                </Facts>
              </span>
            </p>
            {plan.signedAt !== null ? (
              <p className="m-caption">
                <StateGlyph state="met" /> {t('study.signIn.done', { time: timeText(plan.signedAt) })}
              </p>
            ) : (
              Date.parse(plan.opensAt) <= Date.parse(now) &&
              Date.parse(now) < Date.parse(plan.closesAt) && (
                <ButtonLink small href={`/plans/${plan.id}/sign-in`}>
                  {t('study.signIn.title')}
                </ButtonLink>
              )
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
