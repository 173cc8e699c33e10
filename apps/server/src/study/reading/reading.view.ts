import type { RouteAnswer, RouteInput } from '@muster/contract';
import type { listReading, readBranchReading, readReadings } from '@muster/contract/study';
import type { Piece } from '@muster/core/study';
import { sql } from 'kysely';
import { idAtHand, participationAtHand } from '../../campaign/index.ts';
import { hostOf, type Node } from '../../organisation/index.ts';
import type { Context } from '../../platform/context.ts';
import type { ReadTx } from '../../platform/database/db.ts';
import { piecesOf, requiredOf } from './required-of.ts';

type Asking = Pick<Context, 'actor' | 'said'>;

interface ReadRow {
  readonly personId: string;
  readonly piece: string;
  readonly on: string;
  readonly activityId: string | null;
}

/** What people have read in a stage. */
async function readBy(
  tx: ReadTx,
  regionId: number,
  { campaignId, stageCode }: { readonly campaignId: string; readonly stageCode: string },
  people: readonly string[],
): Promise<readonly ReadRow[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<ReadRow>`
    select person_id as "personId", piece, read_on as "on", activity_id as "activityId"
    from study_read(${regionId}, ${campaignId}::uuid, ${stageCode}, ${[...people]}::uuid[])`.execute(tx);
  return rows;
}

/** A member's own list, each piece with when and where it was read. */
export async function readingsOf(
  tx: ReadTx,
  person: { readonly regionId: number; readonly id: string },
  mayWrite: boolean,
  asking: Asking,
): Promise<RouteAnswer<typeof readReadings>> {
  const required = await requiredOf(tx, person, asking);
  if (required === null) return { stageCode: null, pieces: [], mayTick: false };
  const { stageCode, participation, pieces, isOpen } = required;
  const at = { campaignId: participation.campaignId, stageCode };
  const read = new Map((await readBy(tx, person.regionId, at, [person.id])).map((row) => [row.piece, row]));
  return {
    stageCode,
    pieces: pieces.map((piece) => ({ ...piece, read: readAnswer(read.get(piece.piece)) })),
    mayTick: mayWrite && isOpen,
  };
}

const readAnswer = (row: ReadRow | undefined) =>
  row === undefined ? null : { on: row.on, activityId: row.activityId };

/** A branch by the names of its members; whoever has not begun stands first. */
export async function branchReading(
  tx: ReadTx,
  branch: Node,
  asking: Asking,
): Promise<RouteAnswer<typeof readBranchReading>> {
  const unit = await hostOf(tx, branch.id);
  const participation = unit && (await participationAtHand(tx, unit, asking));
  const stage = participation?.openStage ?? participation?.stages.findLast(({ openedAt }) => openedAt !== null);
  // Whoever answers for a guest alone does not see the host.
  const campaignId = participation?.campaignId ?? (await idAtHand(tx, branch, asking));
  const readers = campaignId === null ? [] : await readersOf(tx, branch.regionId, campaignId, [branch.id]);
  const stageCode = stage?.code ?? readers[0]?.stageCode ?? null;
  if (stageCode === null) return { stageCode, isOpen: false, pieces: [], members: [] };
  const ofHost =
    participation === null ? [] : ((await piecesOf(tx, [participation])).get(participation.id)?.(stageCode) ?? []);
  // What any of them has to read: guests of a joint branch may be in another stage than its host.
  const pieces = new Map([...ofHost, ...readers.flatMap(({ required }) => required)].map((one) => [one.piece, one]));
  const members = readers
    .map(({ personId, name, required, read }) => ({ personId, name, required: required.length, read: read.size }))
    .toSorted((a, b) => Number(a.read > 0) - Number(b.read > 0));
  return {
    stageCode,
    isOpen: readers.some(({ isOpen }) => isOpen) && participation?.closedOn == null,
    pieces: [...pieces.values()].map((piece) => ({
      ...piece,
      readBy: readers.filter(({ read }) => read.has(piece.piece)).length,
      askedOf: readers.filter(({ required }) => required.some((one) => one.piece === piece.piece)).length,
    })),
    members,
  };
}

/** Of branches beneath a node, by place in the tree. */
export async function readingBeneath(
  tx: ReadTx,
  node: Node,
  { after, limit }: RouteInput<typeof listReading>['query'],
  asking: Asking,
): Promise<RouteAnswer<typeof listReading>> {
  const campaignId = await idAtHand(tx, node, asking);
  if (campaignId === null) return { rows: [], all: 0, next: null };
  const { rows } = await sql<Branch & { readonly all: number; readonly position: number }>`
    with here as materialized (
      select b.*, count(*) over ()::int as "all", row_number() over (order by b.path, b.branch_id) as position
      from study_branches(${node.regionId}, ${node.place.path}::ltree, ${campaignId}::uuid) b)
    select h."all", h.position, h.branch_id as id, coalesce(o.name, '') as name, h.unit_id as "unitId", coalesce(u.name, '') as "unitName",
      h.participation_id as "participationId", h.track, h.stage_code as "stageCode"
    from here h
    left join organisation o on o.region_id = ${node.regionId} and o.id = h.branch_id
    left join organisation u on u.region_id = ${node.regionId} and u.id = h.unit_id
    where h.position > coalesce((select position from here where branch_id = ${after ?? null}::uuid), 0)
    order by h.position limit ${limit + 1}`.execute(tx);
  const page = rows.slice(0, limit);
  const readers = Map.groupBy(
    await readersOf(
      tx,
      node.regionId,
      campaignId,
      page.map(({ id }) => id),
    ),
    ({ branchId }) => branchId,
  );
  const pieces = await piecesOf(
    tx,
    page.map(({ participationId, track }) => ({ id: participationId, track })),
  );
  return {
    rows: page.map(({ id, name, unitId, unitName, participationId, stageCode }) => {
      const those = readers.get(id) ?? [];
      return {
        branch: { id, name },
        unit: { id: unitId, name: unitName },
        stageCode,
        required: Math.max(
          pieces.get(participationId)?.(stageCode).length ?? 0,
          ...those.map((reader) => reader.required.length),
        ),
        members: those.filter((reader) => reader.required.length > 0).length || those.length,
        begun: those.filter(({ read }) => read.size > 0).length,
        through: those.filter(({ read, required }) => required.length > 0 && read.size === required.length).length,
      };
    }),
    all: rows[0]?.all ?? 0,
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

interface Branch {
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly participationId: string;
  readonly track: string;
  readonly stageCode: string;
}

interface Reader {
  readonly personId: string;
  readonly name: string;
  readonly branchId: string;
  /** That the own unit is in, or was in last. */
  readonly stageCode: string;
  readonly isOpen: boolean;
  readonly required: readonly Piece[];
  /** Of what is required of this one. */
  readonly read: ReadonlySet<string>;
}

/** Members of branches by name, each by what the own unit asks in its stage: a joint branch has members of several. */
async function readersOf(
  tx: ReadTx,
  regionId: number,
  campaignId: string,
  branchIds: readonly string[],
): Promise<readonly Reader[]> {
  const { rows: members } = await sql<{
    readonly personId: string;
    readonly name: string;
    readonly branchId: string;
    readonly id: string;
    readonly track: string;
    readonly stageCode: string;
    readonly isOpen: boolean;
  }>`
    select m.person_id as "personId", p.name, m.branch_id as "branchId", t.id, t.track, s.stage_code as "stageCode",
      s.closed_at is null as "isOpen"
    from membership m
    join person p on p.region_id = m.region_id and p.id = m.person_id
    join participation t on t.region_id = m.region_id and t.unit_id = m.unit_id and t.campaign_id = ${campaignId}::uuid and t.ended_at is null
    join lateral (
      select o.stage_code, o.closed_at from participation_stage o
      where o.region_id = t.region_id and o.participation_id = t.id and o.opened_at is not null
      order by o.closed_at is null desc, o.position desc limit 1) s on true
    where m.region_id = ${regionId} and m.branch_id = any (${[...branchIds]}::uuid[]) and m.to_on is null and m.standing <> 'applicant'
    order by p.name, m.person_id`.execute(tx);
  const pieces = await piecesOf(tx, [...new Map(members.map(({ id, track }) => [id, { id, track }])).values()]);
  const read = new Map<string, Set<string>>();
  for (const [stageCode, those] of Map.groupBy(members, (member) => member.stageCode)) {
    const people = those.map(({ personId }) => personId);
    for (const row of await readBy(tx, regionId, { campaignId, stageCode }, people)) {
      read.set(row.personId, (read.get(row.personId) ?? new Set()).add(row.piece));
    }
  }
  return members.map(({ personId, name, branchId, id, stageCode, isOpen }) => {
    const required = pieces.get(id)?.(stageCode) ?? [];
    const own = read.get(personId);
    const those = required.filter(({ piece }) => own?.has(piece)).map(({ piece }) => piece);
    return { personId, name, branchId, stageCode, isOpen, required, read: new Set(those) };
  });
}
