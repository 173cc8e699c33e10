import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Screen } from './sign-in-queries.ts';

type LeftOut = Omit<Screen['branches'][number]['leftOut'][number], 'count'>;
type Props = { readonly units: readonly (LeftOut & { readonly who: ReactNode })[] };

/** Who neither signs in nor is on the sheet: of which unit, and why. */
export function LeftOutThere({ units }: Props): ReactNode {
  const t = useText();
  return units.map(({ unit, why, who }) => (
    <p key={unit.id} className="m-caption">
      <Facts>
        <UserText>{unit.name}</UserText>
        {why === 'judged' ? t('study.signIn.leftOut.judged') : t('study.signIn.leftOut.noStage')}
        {who}
      </Facts>
    </p>
  ));
}
