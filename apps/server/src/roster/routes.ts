import {
  exportMembers,
  importMembers,
  keepMemberCategories,
  listMemberCategories,
  listMembers,
  readMemberTemplate,
  readPerson,
  search,
} from '@muster/contract/roster';
import { mayActOn } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { tableIn } from '@muster/core/organisation';
import { memberSentences, memberTable } from '@muster/core/roster';
import {
  answerImport,
  fileWords,
  fileWordsAt,
  mayKeepList,
  readNode,
  receiveImport,
  writeExport,
  writeTemplate,
} from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { careRoutes } from './care-routes.ts';
import { changeRoutes } from './change-routes.ts';
import { importMembersCommand } from './commands/import-members.ts';
import { keepMemberCategoriesCommand } from './commands/keep-member-categories.ts';
import { rosterBeneath } from './export.view.ts';
import { memberCategories } from './member-categories.ts';
import { memberTemplate } from './member-template.ts';
import { membersBeneath } from './members.view.ts';
import { personOf } from './person.view.ts';
import { findPerson } from './queries.ts';
import { foundBy } from './search.view.ts';
import { memberSheets } from './sheets.ts';

export function routes(serve: Serve): void {
  changeRoutes(serve);
  careRoutes(serve);

  serve.list(listMembers, memberSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => membersBeneath(tx, node, query, context)),
  );

  serve(search, async ({ query: { beneath, kinds, ...wish } }, context) => {
    const asked = { ...wish, kinds: kinds?.split(',') ?? [] };
    if (beneath === undefined) return context.read((tx) => foundBy(tx, context.actor, { ...asked, beneath: null }));
    return readNode(context, beneath, (tx, node) => foundBy(tx, context.actor, { ...asked, beneath: node }));
  });

  // Everybody may read oneself; whom one may not read does not exist.
  serve(readPerson, ({ params: { personId } }, context) =>
    context.read(async (tx) => {
      const { actor } = context;
      const person = await findPerson(tx, personId);
      const mayRead = person !== null && (person.id === actor.personId || mayActOn(actor.grants, 'read', person.place));
      return mayRead ? personOf(tx, person, context) : refuse('not-found');
    }),
  );

  serve(importMembers, async ({ params, body }, context) => {
    const said = await fileWordsAt(context, params.organisationId);
    const table = tableIn(memberTable, said);
    const received = await receiveImport(context, 'manage-roster', { ...body, ...params }, table);
    if (isRefusal(received)) return received;
    const report = await runCommand(context, importMembersCommand, received);
    const words = { columns: table.columns, sentences: memberSentences, said };
    return answerImport(context, report, words, body.marked);
  });

  serve(exportMembers, async ({ params, query }, context) => {
    const written = await readNode(context, params.organisationId, async (tx, node) => ({
      name: node.name,
      sheet: query.language === 'zh' ? '名册' : 'members',
      rows: await rosterBeneath(tx, node, context, query.language),
    }));
    return isRefusal(written) ? written : writeExport(written, query.format);
  });

  serve(readMemberTemplate, async ({ query: { language } }, context) =>
    writeTemplate(
      memberTemplate(
        await context.read(memberCategories),
        await context.read((tx) => fileWords(tx, context)),
        language,
      ),
      language,
    ),
  );

  serve(listMemberCategories, (_input, context) =>
    context.read(async (tx) => ({
      categories: await memberCategories(tx),
      mayKeep: await mayKeepList(tx, context, 'manage-roster'),
    })),
  );

  serve(keepMemberCategories, ({ body }, context) => runCommand(context, keepMemberCategoriesCommand, body));
}
