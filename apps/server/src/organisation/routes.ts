import {
  exportOrganisations,
  importOrganisations,
  keepUnitClasses,
  listChildren,
  listRoots,
  listUnitClasses,
  readOrganisation,
  readOrganisationTemplate,
} from '@muster/contract/organisation';
import { mayActOn } from '@muster/core/access';
import { isRefusal } from '@muster/core/kernel';
import { organisationSentences, organisationTable, tableIn } from '@muster/core/organisation';
import { runCommand } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Serve } from '../platform/http/serve.ts';
import { answerImport } from './answer-import.ts';
import { changeRoutes } from './change-routes.ts';
import { claimRoutes } from './claims/routes.ts';
import { importOrganisationsCommand } from './commands/import-organisations.ts';
import { keepUnitClassesCommand } from './commands/keep-unit-classes.ts';
import { writtenBeneath } from './export.view.ts';
import { fileWords, fileWordsAt } from './file-words.view.ts';
import { organisationOf } from './organisation.view.ts';
import { organisationTemplate } from './organisation-template.ts';
import { rootOf } from './queries.ts';
import { readNode } from './read-node.ts';
import { receiveImport } from './receive-import.ts';
import { childrenOf, rootsOf } from './tree.view.ts';
import { unitClasses, usedClasses } from './unit-classes.ts';
import { writeTemplate } from './workbook/write-template.ts';
import { writeExport } from './write-export.ts';

export function routes(serve: Serve): void {
  serve(listRoots, async (_input, context) => ({ nodes: await context.read((tx) => rootsOf(tx, context.actor)) }));

  serve(listChildren, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => childrenOf(tx, node, query)),
  );

  serve(readOrganisation, ({ params }, context) => readNode(context, params.organisationId, organisationOf));

  serve(importOrganisations, async ({ params, body }, context) => {
    const said = await fileWordsAt(context, params.organisationId);
    const table = tableIn(organisationTable, said);
    const received = await receiveImport(context, 'manage-organisations', { ...body, ...params }, table);
    if (isRefusal(received)) return received;
    const report = await runCommand(context, importOrganisationsCommand, received);
    const words = { columns: table.columns, sentences: organisationSentences, said };
    return answerImport(context, report, words, body.marked);
  });

  serve(exportOrganisations, async ({ params, query }, context) => {
    const written = await readNode(context, params.organisationId, async (tx, node) => ({
      name: node.name,
      sheet: query.language === 'zh' ? '组织' : 'organisations',
      rows: await writtenBeneath(tx, node, context, query.language),
    }));
    return isRefusal(written) ? written : writeExport(written, query.format);
  });

  serve(readOrganisationTemplate, async ({ query: { language } }, context) =>
    writeTemplate(
      organisationTemplate(
        await context.read(unitClasses),
        await context.read((tx) => fileWords(tx, context)),
        language,
      ),
      language,
    ),
  );

  serve(listUnitClasses, (_input, context) =>
    context.read(async (tx) => ({
      classes: await unitClasses(tx),
      used: await usedClasses(tx),
      mayKeep: await mayKeepList(tx, context, 'manage-organisations'),
    })),
  );

  serve(keepUnitClasses, ({ body }, context) => runCommand(context, keepUnitClassesCommand, body));

  claimRoutes(serve, readNode);
  changeRoutes(serve);
}

/** A list of the instance is everybody's: whoever holds the verb at the root of the places keeps it. */
export async function mayKeepList(
  tx: ReadTx,
  { actor }: Context,
  verb: 'manage-organisations' | 'manage-roster',
): Promise<boolean> {
  const root = await rootOf(tx, 'place');
  return root !== null && mayActOn(actor.grants, verb, root.place);
}
