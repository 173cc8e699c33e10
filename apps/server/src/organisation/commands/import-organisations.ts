import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import {
  pathLabel,
  risingLabels,
  planOrganisations,
  type ImportReport,
  type ImportWish,
  type OrganisationPlan,
  type OrganisationSurroundings,
} from '@muster/core/organisation';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import type { CheckedFile } from '../../platform/files/files.ts';
import { addDeltas } from '../../platform/outbox.ts';
import { readCsv } from '../csv.ts';
import { answerOf, type ImportAnswer } from '../import-answer.ts';
import { changesSomething, sourceFacts } from '../import-source.ts';
import { findNode, type Node } from '../queries.ts';
import { surroundingsOf } from '../surroundings.view.ts';
import { writePlan } from '../writes.ts';

export interface ImportInput extends ImportWish {
  readonly organisationId: string;
  readonly fileName: string;
  readonly csv: string;
}

interface State {
  readonly node: Node;
  readonly records: readonly (readonly string[])[];
  readonly around: OrganisationSurroundings;
  readonly file: CheckedFile;
}

interface Facts {
  readonly plan: OrganisationPlan;
  readonly report: ImportReport;
  readonly source: string;
}

/** A dry run takes the same way and writes nothing. */
export const importOrganisationsCommand: Command<ImportInput, State, Facts, ImportAnswer> = {
  name: 'organisation.import',
  load: async (tx, { organisationId, fileName, csv, commit }, { actor, files }) => {
    const node = await findNode(tx, organisationId);
    if (node === null) return refuse('not-found');
    const records = readCsv(csv);
    if (isRefusal(records)) return records;
    const file = await files.check({ name: fileName, bytes: Buffer.from(csv) });
    if (isRefusal(file)) return file;
    // Two files at once would not know of each other's organisations.
    if (commit) await sql`select pg_advisory_xact_lock(hashtext('muster organisations'), ${node.regionId})`.execute(tx);
    return { node, records, file, around: await surroundingsOf(tx, node, records, actor) };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-organisations', node.place),
  decide: ({ records, around }, { commit, exceptRefused, fileName }, circumstances) => {
    const bytes = (length: number) => circumstances.bytes(length);
    const labels = risingLabels(records.length, bytes).values();
    const supplies = {
      today: civilDateAt(circumstances.at, circumstances.timeZone),
      newId: () => circumstances.newId(),
      newLabel: () => labels.next().value ?? pathLabel(bytes),
    };
    const planned = planOrganisations(records, around, { commit, exceptRefused }, supplies);
    return isRefusal(planned) ? planned : { ...planned, source: fileName };
  },
  save: async (tx, { plan, report, source }, { node, file }, { actor, at, timeZone, files }) => {
    if (!report.committed) return;
    const { regionId } = node;
    await writePlan(tx, plan, { regionId, at, today: civilDateAt(at, timeZone), source });
    await addDeltas(
      tx,
      plan.figures.map((figure) => ({ ...figure, regionId, campaignId: null })),
    );
    if (changesSomething(report)) await files.keepWith(tx, actor.personId, { ...node, ...file });
  },
  record: ({ report }, { node, file }) =>
    changesSomething(report)
      ? [
          {
            regionId: node.regionId,
            unitId: null,
            kind: 'organisation.imported',
            subjectId: node.id,
            place: node.place,
            occurredAt: null,
            ...sourceFacts(report, file),
            personal: [],
          },
        ]
      : [],
  answer: ({ report }) => answerOf(report),
};
