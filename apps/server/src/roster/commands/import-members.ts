import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import type { ImportReport } from '@muster/core/organisation';
import {
  planMembers,
  stepsToPlanMembers,
  type MemberFaultCode,
  type MemberKey,
  type PlannedMember,
  type PlannedTransfer,
  type RosterPlan,
  type RosterSurroundings,
} from '@muster/core/roster';
import { sql } from 'kysely';
import { changesSomething, findNode, sourceFacts, type Node, type ReceivedImport } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import type { CheckedFile } from '../../platform/files/files.ts';
import type { LedgerFact } from '../../platform/ledger-record.ts';
import { addDeltas, markAllDirty } from '../../platform/outbox.ts';
import { patiently } from '../../platform/patiently.ts';
import { counter, shares } from '../../platform/progress.ts';
import { codesElsewhere, codesToAsk } from '../codes-elsewhere.ts';
import { membersJoined, membersMoved } from '../hooks.ts';
import { peopleAround } from '../members-around.view.ts';
import { namesakesBeyond, namesToAsk } from '../namesakes-beyond.view.ts';
import { participationsOfUnits } from '../participations.view.ts';
import { rosterGround, type RosterGround } from '../surroundings.view.ts';
import { transferFacts } from '../transfer-facts.ts';
import { placeOfTransfer } from '../write-transfers.ts';
import { writeRoster } from '../writes.ts';

type Input = ReceivedImport<MemberKey, MemberFaultCode>;

interface State extends Pick<RosterGround, 'salts'> {
  readonly node: Node;
  readonly around: RosterSurroundings;
}

interface Facts {
  readonly plan: RosterPlan;
  readonly report: ImportReport;
  readonly source: CheckedFile;
  readonly mended: number;
  /** Of everybody whom the import touches. */
  readonly salts: ReadonlyMap<string, Uint8Array>;
}

/** A dry run takes the same way and writes nothing. */
export const importMembersCommand: Command<Input, State, Facts, ImportReport> = {
  name: 'roster.import',
  load: async (tx, { organisationId, file, commit }, circumstances) => {
    const { actor, at, progress } = circumstances;
    const node = await findNode(tx, organisationId);
    if (node === null) return refuse('not-found');
    // Two files at once would not know of each other's people.
    if (commit) await sql`select pg_advisory_xact_lock(hashtext('muster roster'), ${node.regionId})`.execute(tx);
    const people = await peopleAround(tx, node, file.codes);
    const [codes, names] = [codesToAsk(node, file.codes, actor), namesToAsk(node, file.lines)];
    const rows = people.length + codes.length + names.length;
    const fetched = counter(progress, 'fetching', rows + people.length, rows);
    const { around, salts } = await rosterGround(tx, node, people, circumstances, fetched);
    const heldElsewhere = await codesElsewhere(tx, node, around.members, codes, { actor, at, asked: fetched });
    const namesakesOutside = await namesakesBeyond(tx, node, names, fetched);
    return { node, salts, around: { ...around, heldElsewhere, namesakesOutside } };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-roster', node.place),
  decide: async ({ around, salts }, { commit, exceptRefused, file, source, mended }, circumstances) => {
    const { progress } = circumstances;
    const today = civilDateAt(circumstances.at, circumstances.timeZone);
    const planned = await patiently(
      planMembers(file, around, { commit, exceptRefused }, { today, newId: () => circumstances.newId() }),
      shares(progress, 'checking', stepsToPlanMembers(file, around), file.lines.length),
    );
    if (isRefusal(planned)) return planned;
    const { created } = planned.plan;
    const drawn = circumstances.bytes(commit ? created.length * 16 : 0);
    const fresh = created.map(({ personId }, at) => [personId, drawn.subarray(at * 16, at * 16 + 16)] as const);
    return { ...planned, source, mended, salts: new Map([...salts, ...fresh]) };
  },
  save: async (tx, { plan, report, salts, source }, { node }, { actor, at, timeZone, files, progress, tell }) => {
    if (!report.committed) return;
    const { regionId } = node;
    const today = civilDateAt(at, timeZone);
    await writeRoster(tx, plan, { regionId, at, today, by: actor, salts, progress });
    await addDeltas(
      tx,
      plan.figures.map((figure) => ({ ...figure, regionId, campaignId: null })),
    );
    await markAllDirty(tx, await participationsOfUnits(tx, regionId, plan.unitIds));
    const personIds = [...plan.created, ...plan.joined].map(({ personId }) => personId);
    await tell(tx, membersJoined, { regionId, personIds });
    await tell(tx, membersMoved, {
      regionId,
      moves: plan.transfers.map(({ personId, from, to }) => ({
        personId,
        fromUnitId: from.unitId,
        toUnitId: to.unitId,
      })),
    });
    if (changesSomething(report)) await files.keepWith(tx, actor.personId, { ...node, ...source }, at);
  },
  record: (facts, { node }) =>
    changesSomething(facts.report)
      ? [factOf(facts, node), ...facts.plan.transfers.flatMap((each) => factsOf(each, facts, node))]
      : [],
  answer: ({ report }) => report,
};

/** One entry an import; what it says of each person can be erased with that person's salt. */
function factOf({ plan, report, salts, source, mended }: Facts, node: Node): LedgerFact {
  const touched = [...plan.created, ...plan.joined, ...plan.changed];
  return {
    regionId: node.regionId,
    unitId: null,
    kind: 'roster.imported',
    subjectId: node.id,
    place: node.place,
    occurredAt: null,
    ...sourceFacts(report, source, mended),
    personal: touched.map((member) => ({
      salt: salts.get(member.personId) ?? new Uint8Array(),
      value: recordOf(member),
    })),
  };
}

/** As of every transfer that is done, at both ends, with the file that it came from. */
function factsOf(transfer: PlannedTransfer, { salts, source }: Facts, { regionId }: Node): LedgerFact[] {
  const { transferId: id, personId, from, to, on } = transfer;
  return transferFacts(
    {
      regionId,
      id,
      personId,
      salt: salts.get(personId) ?? new Uint8Array(),
      fromUnitId: from.unitId,
      fromBranchId: from.branchId,
      toUnitId: to.unitId,
      toBranchId: to.branchId,
      place: placeOfTransfer(from, to),
    },
    'roster.member-transferred',
    { on, import: source.sha256 },
  );
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
    joined: member.joinedOn,
  };
}
