import { bundles } from '@muster/core/access';
import { writeGrants } from '../access/index.ts';
import type { Tx } from '../platform/database/db.ts';
import type { TeamMember, TeamUnit } from './loaded-team.ts';

/** Every member gets the supervisor's verbs on every unit; the units are the only source of a team's authority. */
export async function grantAuthority(
  tx: Tx,
  teamId: string,
  members: readonly Pick<TeamMember, 'personId'>[],
  units: readonly TeamUnit[],
  at: Date,
): Promise<void> {
  await writeGrants(
    tx,
    members.flatMap(({ personId }) =>
      units.map((unit) => ({
        personId,
        regionId: unit.regionId,
        organisation: { id: unit.unitId, place: unit.place },
        verbs: bundles.supervisor,
        role: 'supervisor',
        cause: { kind: 'team' as const, id: teamId },
        at,
      })),
    ),
  );
}
