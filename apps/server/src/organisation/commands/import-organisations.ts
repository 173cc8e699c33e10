import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import {
  creditCodeOf,
  pathLabel,
  risingLabels,
  planOrganisations,
  stepsToPlanOrganisations,
  type ImportReport,
  type OrganisationFaultCode,
  type OrganisationKey,
  type OrganisationPlan,
  type OrganisationSurroundings,
} from '@muster/core/organisation';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import type { CheckedFile } from '../../platform/files/files.ts';
import { addDeltas } from '../../platform/outbox.ts';
import { patiently } from '../../platform/patiently.ts';
import { counter, shares } from '../../platform/progress.ts';
import { codesElsewhere, codesToAsk } from '../codes-elsewhere.ts';
import { changesSomething, sourceFacts } from '../import-source.ts';
import { findNode, type Node } from '../queries.ts';
import type { ReceivedImport } from '../receive-import.ts';
import { organisationsAround, surroundingsOf } from '../surroundings.view.ts';
import { writePlan } from '../writes.ts';

type Input = ReceivedImport<OrganisationKey, OrganisationFaultCode>;

interface State {
  readonly node: Node;
  readonly around: OrganisationSurroundings;
}

interface Facts {
  readonly plan: OrganisationPlan;
  readonly report: ImportReport;
  readonly source: CheckedFile;
  readonly mended: number;
}

/** A dry run takes the same way and writes nothing. */
export const importOrganisationsCommand: Command<Input, State, Facts, ImportReport> = {
  name: 'organisation.import',
  load: async (tx, { organisationId, file, commit }, asking) => {
    const node = await findNode(tx, organisationId);
    if (node === null) return refuse('not-found');
    // Two files at once would not know of each other's organisations.
    if (commit) await sql`select pg_advisory_xact_lock(hashtext('muster organisations'), ${node.regionId})`.execute(tx);
    const { ids, seesAll } = await organisationsAround(tx, node, file.codes, asking.actor);
    const { lines } = file;
    const codes = seesAll
      ? []
      : codesToAsk(
          lines.map((line) => line.text('code')),
          lines.map(creditCodeOf),
        );
    const rows = ids.length + codes.length;
    const fetched = counter(asking.progress, 'fetching', rows, rows);
    const around = await surroundingsOf(tx, node, ids, asking, fetched);
    const heldElsewhere = await codesElsewhere(tx, node, around.known, codes, { at: asking.at, asked: fetched });
    return { node, around: { ...around, heldElsewhere } };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-organisations', node.place),
  decide: async ({ around }, { commit, exceptRefused, file, source, mended }, circumstances) => {
    const { progress } = circumstances;
    const bytes = (length: number) => circumstances.bytes(length);
    const labels = risingLabels(file.lines.length, bytes).values();
    const supplies = {
      today: civilDateAt(circumstances.at, circumstances.timeZone),
      newId: () => circumstances.newId(),
      newLabel: () => labels.next().value ?? pathLabel(bytes),
    };
    const planned = await patiently(
      planOrganisations(file, around, { commit, exceptRefused }, supplies),
      shares(progress, 'checking', stepsToPlanOrganisations(file), file.lines.length),
    );
    return isRefusal(planned) ? planned : { ...planned, source, mended };
  },
  save: async (tx, { plan, report, source }, { node }, { actor, at, timeZone, files, progress }) => {
    if (!report.committed) return;
    const { regionId } = node;
    await writePlan(tx, plan, {
      regionId,
      at,
      today: civilDateAt(at, timeZone),
      source: source.name,
      statedBy: actor,
      progress,
    });
    await addDeltas(
      tx,
      plan.figures.map((figure) => ({ ...figure, regionId, campaignId: null })),
    );
    if (changesSomething(report)) await files.keepWith(tx, actor.personId, { ...node, ...source }, at);
  },
  record: ({ report, source, mended }, { node }) =>
    changesSomething(report)
      ? [
          {
            regionId: node.regionId,
            unitId: null,
            kind: 'organisation.imported',
            subjectId: node.id,
            place: node.place,
            occurredAt: null,
            ...sourceFacts(report, source, mended),
            personal: [],
          },
        ]
      : [],
  answer: ({ report }) => report,
};
