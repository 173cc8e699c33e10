import { Refused } from '@muster/client';
import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { UserText } from '../ui/text/user-text.tsx';
import type { Gate } from './queries.ts';
import type { Standing } from './standing.ts';
import { OrderLinks } from './order-links.tsx';

type Props = { readonly gate: Gate; readonly standing: Standing };

/** What stops the unit from applying, and what to do about it; else who applies. */
export function WhyNot({ gate, standing }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const sayRefusal = useRefusal();
  if (standing.is === 'blocked')
    return (
      <>
        {t('gate.hardOpen', { count: standing.hard })}
        <br />
        {t('gate.nobodySkips')}
        {gate.unmended.length > 0 && (
          <>
            <br />
            {t('gate.review.unmended')} <OrderLinks gate={gate} />
          </>
        )}
      </>
    );
  if (gate.applyRefusal !== null) {
    const { code, params } = gate.applyRefusal;
    return (
      <>
        {sayRefusal(new Refused({ type: '', title: code, status: 409, code, params, request: '' }))}{' '}
        <OrderLinks gate={gate} />
      </>
    );
  }
  const [head] = gate.heads;
  return (
    <Say k="gate.headApplies" values={{ head: head === undefined ? term('head') : <UserText>{head}</UserText> }} />
  );
}
