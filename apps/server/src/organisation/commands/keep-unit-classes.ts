import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { keepList, type KeptList, type UnitClass } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import { rootOf, type Node } from '../queries.ts';
import { unitClasses } from '../unit-classes.ts';

interface Input {
  readonly classes: readonly UnitClass[];
}

interface State {
  readonly root: Node;
  readonly before: readonly UnitClass[];
}

/** The list is everybody's, so that only whoever manages the root of the places keeps it. */
export const keepUnitClassesCommand: Command<Input, State, KeptList<UnitClass>, { added: number; changed: number }> = {
  name: 'organisation.keep-unit-classes',
  load: async (tx) => {
    const root = await rootOf(tx, 'place');
    if (root === null) return refuse('not-permitted');
    await sql`select pg_advisory_xact_lock(hashtext('muster unit classes'))`.execute(tx);
    return { root, before: await unitClasses(tx) };
  },
  permit: (actor, { root }) => permit(actor.grants, 'manage-organisations', root.place),
  decide: ({ before }, { classes }) => keepList(before, classes),
  save: async (tx, { added, changed }, _state, { at }) => {
    const rows = JSON.stringify([...added, ...changed].map(({ title, ...each }) => ({ ...each, ...title })));
    // A statement is checked as a whole: a class may come together with the one that it lies beneath.
    await sql`
      insert into unit_class as c (code, parent_code, title_zh, title_en, position, retired_at)
      select r.code, r."parentCode", r.zh, r.en, r.position, case when r."isRetired" then ${at}::timestamptz end
      from json_to_recordset(${rows}::json) as r(code text, "parentCode" text, zh text, en text, position int, "isRetired" boolean)
      on conflict (code) do update set parent_code = excluded.parent_code, title_zh = excluded.title_zh, title_en = excluded.title_en,
        position = excluded.position, retired_at = case when excluded.retired_at is not null then coalesce(c.retired_at, excluded.retired_at) end`.execute(
      tx,
    );
  },
  record: ({ added, changed }, { root }) =>
    added.length + changed.length === 0
      ? []
      : [
          {
            regionId: root.regionId,
            unitId: null,
            kind: 'organisation.classes-kept',
            subjectId: root.id,
            place: root.place,
            occurredAt: null,
            summary: { created: added.length, updated: changed.length },
            head: {
              entries: [...added, ...changed].map(({ parentCode, title, ...each }) => ({
                ...each,
                parentCode,
                ...title,
              })),
            },
            personal: [],
          },
        ],
  answer: ({ added, changed }) => ({ added: added.length, changed: changed.length }),
};
