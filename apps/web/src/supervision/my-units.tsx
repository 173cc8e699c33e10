import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { PageHead } from '../ui/frame/page.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { MyOrders } from './my-orders.tsx';
import { myTurn } from './my-turn.ts';
import { useGates, type UnitName } from './queries.ts';
import { SinceLastVisit } from './since-last-visit.tsx';
import { UnitStandings } from './unit-standings.tsx';

/** The units that one answers for; what waits for oneself is counted in the head. */
export function MyUnits({ units }: { readonly units: readonly UnitName[] }): ReactNode {
  const t = useText();
  const term = useTerms();
  const gates = useGates(units.map(({ id }) => id));
  const known = gates.filter((gate) => gate != null);
  const turns = known.filter((gate) => myTurn(gate) !== null);
  const teams = [...new Map(known.flatMap((gate) => gate.teams).map((team) => [team.id, team])).values()];
  const counted = gates.every((gate) => gate !== undefined);
  const head = turns.length === 0 ? t('supervision.nothingAwaits') : t('supervision.await', { count: turns.length });
  const name = t('supervision.myUnits', { units: term('unit', 'many') });
  return (
    <>
      <PageHead
        verdict
        title={counted ? head : '—'}
        caption={
          <Facts>
            {teams.map((team) => (
              <UserText key={team.id}>{team.name}</UserText>
            ))}
            {t('supervision.unitCount', {
              count: units.length,
              unit: term('unit', units.length === 1 ? 'one' : 'many'),
            })}
          </Facts>
        }
      />
      <Sheet title={name}>
        <UnitStandings name={name} units={units} first={turns[0]?.unit.id} />
      </Sheet>
      <MyOrders />
      <SinceLastVisit />
    </>
  );
}
