import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { sql } from 'kysely';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';

const origins = ['own', 'subordinate', 'served'] as const;

type Wanted = Readonly<Record<(typeof origins)[number], number | null>>;

interface Facts {
  readonly wanted: Wanted;
  readonly ids: Readonly<Record<(typeof origins)[number], string>>;
}

/** A figure that stands is left alone; another replaces it, and none takes it back. */
export const setRepresentativeQuotaCommand: Command<Wanted & { readonly unitId: string }, Node, Facts, { id: string }> =
  {
    name: 'roster.set-representative-quota',
    load: async (tx, { unitId }) => {
      const unit = await findNode(tx, unitId);
      if (unit === null) return refuse('not-found');
      return unit.kind === 'unit' ? unit : refuse('not-a-unit');
    },
    permit: (actor, unit) => permit(actor.grants, 'manage-access', unit.place),
    decide: (_unit, { own, subordinate, served }, { newId }) => ({
      wanted: { own, subordinate, served },
      ids: { own: newId(), subordinate: newId(), served: newId() },
    }),
    save: async (tx, { wanted, ids }, unit, { actor, at }) => {
      await sql`select pg_advisory_xact_lock(hashtext('muster quota'), hashtext(${unit.id}))`.execute(tx);
      const rows = JSON.stringify(origins.map((origin) => ({ id: ids[origin], origin, wanted: wanted[origin] })));
      await sql`
      update representative_quota q set replaced_at = ${at}
      from json_to_recordset(${rows}::json) as r(origin text, wanted int)
      where q.region_id = ${unit.regionId} and q.unit_id = ${unit.id}::uuid and q.replaced_at is null and q.origin = r.origin
        and q.wanted is distinct from r.wanted`.execute(tx);
      await sql`
      insert into representative_quota (region_id, id, unit_id, origin, wanted, set_by, set_by_name, recorded_at, path, linked)
      select ${unit.regionId}, r.id, ${unit.id}::uuid, r.origin, r.wanted, ${actor.personId}::uuid, ${actor.personName}, ${at},
        ${unit.place.path}::ltree, ${[...unit.place.linked]}::text[]::ltree[]
      from json_to_recordset(${rows}::json) as r(id uuid, origin text, wanted int)
      where r.wanted is not null and not exists (select from representative_quota q
        where q.region_id = ${unit.regionId} and q.unit_id = ${unit.id}::uuid and q.replaced_at is null and q.origin = r.origin)`.execute(
        tx,
      );
    },
    record: ({ wanted }, unit) => [
      {
        regionId: unit.regionId,
        unitId: unit.id,
        kind: 'roster.representative-quota-set',
        subjectId: unit.id,
        place: unit.place,
        occurredAt: null,
        summary: {},
        head: { unit: unit.id, ...wanted },
        personal: [],
      },
    ],
    answer: (_facts, { id }) => ({ id }),
  };
