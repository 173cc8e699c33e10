import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { keepList, type CodeEntry, type KeptList } from '@muster/core/organisation';
import { sql } from 'kysely';
import { rootOf, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { memberCategories, type MemberCategory } from '../member-categories.ts';

interface Input {
  readonly categories: readonly CodeEntry[];
}

interface State {
  readonly root: Node;
  readonly before: readonly MemberCategory[];
}

/** The list is everybody's, so that only whoever manages the roster from the root of the places keeps it. */
export const keepMemberCategoriesCommand: Command<
  Input,
  State,
  KeptList<MemberCategory>,
  { added: number; changed: number }
> = {
  name: 'roster.keep-member-categories',
  load: async (tx) => {
    const root = await rootOf(tx, 'place');
    if (root === null) return refuse('not-permitted');
    await sql`select pg_advisory_xact_lock(hashtext('muster member categories'))`.execute(tx);
    return { root, before: await memberCategories(tx) };
  },
  permit: (actor, { root }) => permit(actor.grants, 'manage-roster', root.place),
  decide: ({ before }, { categories }) => {
    const meaning = new Map(before.map(({ code, hasMeaning }) => [code, hasMeaning]));
    return keepList(
      before,
      categories.map((each) => ({ ...each, hasMeaning: meaning.get(each.code) ?? false })),
    );
  },
  save: async (tx, { added, changed }, _state, { at }) => {
    const rows = JSON.stringify([...added, ...changed].map(({ title, ...each }) => ({ ...each, ...title })));
    await sql`
      insert into member_category as c (code, title_zh, title_en, position, retired_at)
      select r.code, r.zh, r.en, r.position, case when r."isRetired" then ${at}::timestamptz end
      from json_to_recordset(${rows}::json) as r(code text, zh text, en text, position int, "isRetired" boolean)
      on conflict (code) do update set title_zh = excluded.title_zh, title_en = excluded.title_en, position = excluded.position,
        retired_at = case when excluded.retired_at is not null then coalesce(c.retired_at, excluded.retired_at) end`.execute(
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
            kind: 'roster.categories-kept',
            subjectId: root.id,
            place: root.place,
            occurredAt: null,
            summary: { created: added.length, updated: changed.length },
            head: { entries: [...added, ...changed].map(({ title, ...each }) => ({ ...each, ...title })) },
            personal: [],
          },
        ],
  answer: ({ added, changed }) => ({ added: added.length, changed: changed.length }),
};
