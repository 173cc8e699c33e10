import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { useMe } from '../app/session.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useGate } from './queries.ts';
import { StandingWord } from './standing-word.tsx';
import { UnmendedOrders } from './unmended-orders.tsx';

/** How far the units stand for which one answers, each with the page that says what is missing. */
export function OwnUnits(): ReactNode {
  const { grants } = useMe();
  const units = new Map(
    grants
      .filter(({ role, organisationKind }) => organisationKind === 'unit' && (role === 'head' || role === 'clerk'))
      .map(({ organisationId, organisationName }) => [organisationId, organisationName]),
  );
  return [...units].map(([id, name]) => <OwnUnit key={id} unitId={id} name={name} />);
}

function OwnUnit({ unitId, name }: { readonly unitId: string; readonly name: string }): ReactNode {
  const t = useText();
  const { data } = useGate(unitId);
  if (data === undefined) return null;
  return (
    <Sheet title={<UserText>{name}</UserText>} padded>
      <p>
        <StandingWord gate={data} />{' '}
        <Anchor className="m-link" href={`/units/${unitId}`}>
          {t('gate.seeWhat')}
        </Anchor>
      </p>
      <UnmendedOrders gate={data} />
    </Sheet>
  );
}
