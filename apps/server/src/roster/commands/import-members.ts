import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import type { ImportReport, ImportWish } from '@muster/core/organisation';
import { planMembers, type PlannedMember, type RosterPlan } from '@muster/core/roster';
import { sql } from 'kysely';
import {
  answerOf,
  changesSomething,
  findNode,
  readCsv,
  sourceFacts,
  type ImportAnswer,
  type Node,
} from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import type { CheckedFile } from '../../platform/files/files.ts';
import type { LedgerFact } from '../../platform/ledger-record.ts';
import { addDeltas, markAllDirty } from '../../platform/outbox.ts';
import { participationsOfUnits } from '../participations.view.ts';
import { rosterGround, type RosterGround } from '../surroundings.view.ts';
import { writeRoster } from '../writes.ts';

interface Input extends ImportWish {
  readonly organisationId: string;
  readonly fileName: string;
  readonly csv: string;
}

interface State extends RosterGround {
  readonly node: Node;
  readonly records: readonly (readonly string[])[];
  readonly file: CheckedFile;
}

interface Facts {
  readonly plan: RosterPlan;
  readonly report: ImportReport;
  /** Of everybody whom the import touches. */
  readonly salts: ReadonlyMap<string, Uint8Array>;
}

/** A dry run takes the same way and writes nothing. */
export const importMembersCommand: Command<Input, State, Facts, ImportAnswer> = {
  name: 'roster.import',
  load: async (tx, { organisationId, fileName, csv, commit }, { actor, files }) => {
    const node = await findNode(tx, organisationId);
    if (node === null) return refuse('not-found');
    const records = readCsv(csv);
    if (isRefusal(records)) return records;
    const file = await files.check({ name: fileName, bytes: Buffer.from(csv) });
    if (isRefusal(file)) return file;
    // Two files at once would not know of each other's people.
    if (commit) await sql`select pg_advisory_xact_lock(hashtext('muster roster'), ${node.regionId})`.execute(tx);
    return { node, records, file, ...(await rosterGround(tx, node, records, actor)) };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-roster', node.place),
  decide: ({ records, around, salts }, { commit, exceptRefused }, circumstances) => {
    const today = civilDateAt(circumstances.at, circumstances.timeZone);
    const planned = planMembers(
      records,
      around,
      { commit, exceptRefused },
      { today, newId: () => circumstances.newId() },
    );
    if (isRefusal(planned)) return planned;
    const fresh = planned.plan.created.map(({ personId }) => [personId, circumstances.bytes(16)] as const);
    return { ...planned, salts: new Map([...salts, ...fresh]) };
  },
  save: async (tx, { plan, report, salts }, { node, file }, { actor, at, files }) => {
    if (!report.committed) return;
    const { regionId } = node;
    await writeRoster(tx, plan, { regionId, at, salts });
    await addDeltas(
      tx,
      plan.figures.map((figure) => ({ ...figure, regionId, campaignId: null })),
    );
    await markAllDirty(tx, await participationsOfUnits(tx, regionId, plan.unitIds));
    if (changesSomething(report)) await files.keepWith(tx, actor.personId, { ...node, ...file });
  },
  record: (facts, state) => (changesSomething(facts.report) ? [factOf(facts, state)] : []),
  answer: ({ report }) => answerOf(report),
};

/** One entry an import; what it says of each person can be erased with that person's salt. */
function factOf({ plan, report, salts }: Facts, { node, file }: State): LedgerFact {
  const touched = [...plan.created, ...plan.joined, ...plan.changed];
  return {
    regionId: node.regionId,
    unitId: null,
    kind: 'roster.imported',
    subjectId: node.id,
    place: node.place,
    occurredAt: null,
    ...sourceFacts(report, file),
    personal: touched.map((member) => ({
      salt: salts.get(member.personId) ?? new Uint8Array(),
      value: recordOf(member),
    })),
  };
}

function recordOf(member: PlannedMember) {
  return {
    person: member.personId,
    code: member.code,
    name: member.name,
    born: member.bornIn,
    categories: member.categories,
    membership: member.membershipId,
    branch: member.branchId,
    unit: member.unitId,
    standing: member.standing,
    from: member.fromOn,
  };
}
