import type { CivilDate } from '@muster/core/kernel';
import type { Tx } from '../platform/database/db.ts';
import { grantAuthority } from './authority.ts';
import type { LoadedTeam, TeamUnit } from './loaded-team.ts';

/** The team answers for these units from that day on, with the authority over them that its members need. */
export async function giveUnits(
  tx: Tx,
  team: LoadedTeam,
  units: readonly TeamUnit[],
  { fromOn, at }: { readonly fromOn: CivilDate; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('team_unit')
    .values(
      units.map(({ unitId, place }) => ({
        region_id: team.regionId,
        team_id: team.id,
        unit_id: unitId,
        from_on: fromOn,
        path: place.path,
        linked: [...place.linked],
      })),
    )
    // Released and given back within a day: never released; the ledger keeps both.
    .onConflict((conflict) =>
      conflict.columns(['region_id', 'team_id', 'unit_id', 'from_on']).doUpdateSet((given) => ({
        to_on: null,
        path: given.ref('excluded.path'),
        linked: given.ref('excluded.linked'),
      })),
    )
    .execute();
  await grantAuthority(tx, team.id, team.members, units, at);
}
