import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { PageHead } from '../ui/frame/page.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { AwaitingSheet } from './awaiting-sheet.tsx';
import { HowMuch } from './how-much.tsx';
import { MyOrders } from './my-orders.tsx';
import { useStandings, type UnitName } from './queries.ts';
import { SinceLastVisit } from './since-last-visit.tsx';
import { UnitStandings } from './unit-standings.tsx';
import { useAwaiting } from './use-awaiting.ts';

/** The units that one answers for: what waits for oneself, those under way, and at the end those that are through or take no part. */
export function MyUnits({ units }: { readonly units: readonly UnitName[] }): ReactNode {
  const t = useText();
  const term = useTerms();
  const standings = useStandings(units);
  const awaiting = useAwaiting(standings);
  const known = standings.flatMap(({ gate }) => gate ?? []);
  const teams = [...new Map(known.flatMap((gate) => gate.teams).map((team) => [team.id, team])).values()];
  const rest = standings.filter(({ gate }) => gate?.stageCode === null);
  const underWay = standings.filter(({ gate }) => gate?.stageCode !== null);
  const name = t('supervision.myUnits', { units: term('unit', 'many') });
  const unitCount = (count: number): string =>
    t('supervision.unitCount', { count, unit: term('unit', count === 1 ? 'one' : 'many') });
  return (
    <>
      <PageHead
        verdict
        title={awaiting.known ? <HowMuch count={awaiting.turns.length} failed={awaiting.failed} /> : '—'}
        caption={
          <Facts>
            {teams.map((team) => (
              <UserText key={team.id}>{team.name}</UserText>
            ))}
            {unitCount(units.length)}
          </Facts>
        }
      />
      <AwaitingSheet awaiting={awaiting} />
      {underWay.length > 0 && (
        <Sheet
          title={name}
          {...(rest.length > 0 && { caption: t('supervision.underWay', { count: underWay.length }) })}
        >
          <UnitStandings name={name} standings={underWay} />
        </Sheet>
      )}
      <MyOrders />
      <SinceLastVisit />
      {rest.length > 0 && (
        <Sheet title={t('supervision.settled')} caption={unitCount(rest.length)} folded={t('supervision.unfold')}>
          <UnitStandings name={t('supervision.settled')} standings={rest} />
        </Sheet>
      )}
    </>
  );
}
