import { sql } from 'kysely';
import type { OrganisationMerging } from '../organisation/index.ts';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { addDeltas } from '../platform/outbox.ts';
import { membersMoved } from './hooks.ts';

interface Moving {
  readonly id: string;
  readonly personId: string;
  readonly unitId: string;
  readonly counts: boolean;
  readonly floats: boolean;
  readonly path: string;
  readonly partyPath: string;
}

/**
 * Members of a unit or branch that goes into another belong there from the day on, with their standing and their day of joining, and with the hours they have
 * earned, which are theirs; what they owe goes along as on a transfer. Of two branches the unit stays the same: the other branch serves it now.
 */
export async function followMerger(
  tx: Tx,
  { regionId, kind, fromId, intoId, on }: OrganisationMerging,
  { at, newId, tell }: Circumstances,
): Promise<void> {
  if (kind !== 'unit' && kind !== 'branch') return;
  const column = sql.ref(kind === 'unit' ? 'unit_id' : 'branch_id');
  const { rows } = await sql<Moving>`
    update membership m set to_on = greatest(${on}::date, m.from_on), end_reason = 'merged'
    from person p
    where m.region_id = ${regionId} and m.${column} = ${fromId}::uuid and m.to_on is null and p.region_id = m.region_id and p.id = m.person_id
    returning m.id, m.person_id as "personId", m.unit_id as "unitId", m.standing <> 'applicant' as counts, 'floating' = any (p.categories) as floats,
      m.path::text as path, m.party_path::text as "partyPath"`.execute(tx);
  if (rows.length === 0) return;
  const ids = sql`json_to_recordset(${JSON.stringify(rows.map(({ id }) => ({ id, next: newId() })))}::json) as r(id uuid, next uuid)`;
  await sql`
    insert into membership (region_id, id, person_id, branch_id, unit_id, standing, from_on, joined_on, path, party_path, recorded_at)
    select m.region_id, r.next, m.person_id, case ${kind}::text when 'branch' then i.id else m.branch_id end,
      case ${kind}::text when 'unit' then i.id else m.unit_id end, m.standing, m.to_on, m.joined_on,
      case ${kind}::text when 'unit' then i.path else m.path end, case ${kind}::text when 'branch' then i.path else m.party_path end, ${at}
    from ${ids} join membership m on m.region_id = ${regionId} and m.id = r.id
    join organisation i on i.region_id = ${regionId} and i.id = ${intoId}::uuid`.execute(tx);
  await sql`
    update person p set path = m.path, party_path = m.party_path
    from ${ids} join membership m on m.region_id = ${regionId} and m.id = r.next
    where p.region_id = ${regionId} and p.id = m.person_id`.execute(tx);
  await moveFigures(tx, regionId, rows, intoId, kind);
  await tell(tx, membersMoved, {
    regionId,
    moves: rows.map(({ personId, unitId }) => ({
      personId,
      fromUnitId: unitId,
      toUnitId: kind === 'unit' ? intoId : unitId,
    })),
  });
}

async function moveFigures(
  tx: Tx,
  regionId: number,
  rows: readonly Moving[],
  intoId: string,
  kind: 'unit' | 'branch',
): Promise<void> {
  const into = await tx
    .selectFrom('organisation')
    .select('path')
    .where('region_id', '=', regionId)
    .where('id', '=', intoId)
    .executeTakeFirstOrThrow();
  const leaves = Map.groupBy(
    rows.filter(({ counts }) => counts),
    ({ path, partyPath }) => `${path} ${partyPath}`,
  );
  await addDeltas(
    tx,
    [...leaves.values()].flatMap((members) => {
      const { path = '', partyPath = '' } = members[0] ?? {};
      const there = kind === 'unit' ? { path: into.path, partyPath } : { path, partyPath: into.path };
      const figures = [
        { measure: 'members', amount: members.length },
        { measure: 'floating', amount: members.filter(({ floats }) => floats).length },
      ];
      return figures.flatMap((figure) => [
        { ...figure, regionId, campaignId: null, amount: -figure.amount, path, partyPath },
        { ...figure, regionId, campaignId: null, ...there },
      ]);
    }),
  );
}
