import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import {
  claimable,
  judgeStatement,
  liveClaims,
  partyKinds,
  type ClaimMeasure,
  type Parting,
  type StatedPart,
} from '@muster/core/organisation';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import { batchesAt, type Batch } from '../claims/batches-at.view.ts';
import { claimsOf, partColumns, type KeptClaim } from '../claims/claim-rows.ts';
import { findNode, type Node } from '../queries.ts';
import { unitClasses } from '../unit-classes.ts';

interface Input {
  readonly organisationId: string;
  readonly measure: ClaimMeasure;
  readonly source: string;
  /** Null: of the whole roster. */
  readonly batchId: string | null;
  readonly total: number | null;
  readonly by: Parting | null;
  readonly parts: readonly { readonly part: string; readonly stated: number }[];
}

interface State {
  readonly node: Node;
  readonly claims: readonly KeptClaim[];
  /** Every part that a statement may name, by the way it parts. */
  readonly known: ReadonlyMap<Parting, ReadonlySet<string>>;
  /** Of which a figure can be stated here; read only where one is. */
  readonly batches: readonly Batch[];
}

interface Facts {
  readonly said: readonly StatedPart[];
}

/** What is said again as it stands is not written again, so that sending a statement twice changes nothing. */
export const stateClaimsCommand: Command<Input, State, Facts, { stated: number }> = {
  name: 'organisation.state-claims',
  load: async (tx, { organisationId, batchId }) => {
    const node = await findNode(tx, organisationId);
    if (node === null) return refuse('not-found');
    await sql`select pg_advisory_xact_lock(hashtext('muster claims'), hashtext(${node.id}))`.execute(tx);
    const classes = await unitClasses(tx);
    const children = await tx
      .selectFrom('organisation')
      .select('id')
      .where('region_id', '=', node.regionId)
      .where('parent_id', '=', node.id)
      .execute();
    const known = new Map<Parting, ReadonlySet<string>>([
      ['class', new Set(classes.map(({ code }) => code))],
      ['kind', new Set(partyKinds)],
      ['child', new Set(children.map(({ id }) => id))],
    ]);
    const batches = batchId === null ? [] : await batchesAt(tx, node);
    return { node, claims: await claimsOf(tx, node), known, batches };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-organisations', node.place),
  decide: ({ node, claims, known, batches }, input) =>
    judgeStatement(input, {
      partings: claimable(node),
      known,
      batches: new Set(batches.map(({ id }) => id)),
      live: liveClaims(claims),
    }),
  save: async (tx, { said }, { node }, { actor, at, newId }) => {
    const { regionId, id, place } = node;
    for (let start = 0; start < said.length; start += 1000) {
      const rows = said.slice(start, start + 1000).map((each) => ({
        ...each,
        ...partColumns(each.by, each.part),
        id: newId(),
      }));
      await sql`
        insert into organisation_claim (region_id, id, organisation_id, measure, part_by, part_code, part_id, stated, source, batch_id, stated_by, stated_by_name, path, linked, recorded_at)
        select ${regionId}, r.id, ${id}::uuid, r.measure, r."by", r.part_code, r.part_id, r.stated, r.source, r."batchId", ${actor.personId}::uuid, ${actor.personName},
          ${place.path}::ltree, ${place.linked}::text[]::ltree[], ${at}
        from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, measure text, "by" text, part_code text, part_id uuid, stated int, source text, "batchId" uuid)`.execute(
        tx,
      );
    }
  },
  record: ({ said }, { node, batches }, { measure, source, batchId }) =>
    said.length === 0
      ? []
      : [
          {
            regionId: node.regionId,
            unitId: null,
            kind: 'organisation.claims-stated',
            subjectId: node.id,
            place: node.place,
            occurredAt: null,
            summary: { topic: source, measure, created: said.length },
            head: {
              measure,
              source,
              batch: batches.find(({ id }) => id === batchId) ?? null,
              stated: said.map(({ by, part, stated }) => ({ by, part, stated })),
            },
            personal: [],
          },
        ],
  answer: ({ said }) => ({ stated: said.length }),
};
