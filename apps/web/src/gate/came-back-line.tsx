import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { CameBack } from './came-back.tsx';
import { useGate } from './queries.ts';
import { cameBack } from './standing.ts';
import { UnmendedOrders } from './unmended-orders.tsx';
import './gate.css';

/** On the page of a branch: its unit's application came back, so that records are open again and have to be mended. */
export function CameBackLine({ unitId }: { readonly unitId: string }): ReactNode {
  const t = useText();
  const { data } = useGate(unitId);
  if (data === undefined || cameBack(data) === null) return null;
  return (
    <div className="gate-came-back m-unprinted" role="note">
      <p>
        <UserText>{data.unit.name}</UserText> <CameBack gate={data} />{' '}
        <Anchor className="m-link" href={`/units/${unitId}`}>
          {t('study.seeApplication')}
        </Anchor>
      </p>
      <UnmendedOrders gate={data} />
    </div>
  );
}
