import { type Expression, Visitor } from 'oxc-parser';
import { lineAt, type Source } from '../house/parse-source.ts';

/** A write to a table; `table` is undefined where the name is worked out at run time and so cannot be checked. */
export type Write = { readonly table: string | undefined; readonly line: number };

const writers = new Set(['insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto']);
const inSql =
  /\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?|update(?!\s+set\b))\s+(?:only\s+)?("?[a-z_][\w.]*"?)/gi;

/** Every write of a file: kysely's builder, and the words of a sql`…` template. */
export function readWrites(source: Source): Write[] {
  const found: Write[] = [];
  const add = (table: string | undefined, offset: number) => found.push({ table, line: lineAt(source.text, offset) });
  new Visitor({
    CallExpression: (node) => {
      const callee = node.callee;
      if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return;
      if (writers.has(callee.property.name)) add(literalTable(node.arguments[0] as Expression), callee.property.start);
    },
    TaggedTemplateExpression: (node) => {
      if (!/\bsql\b/.test(source.text.slice(node.tag.start, node.tag.end))) return;
      const text = node.quasi.quasis.map((quasi) => quasi.value.raw).join('?');
      for (const match of withoutLocks(text).matchAll(inSql)) add(match[1]?.replaceAll('"', ''), node.start);
    },
  }).visit(source.parsed.program);
  return found;
}

/** `person as p` names person. */
function literalTable(argument: Expression | undefined): string | undefined {
  if (argument?.type !== 'Literal' || typeof argument.value !== 'string') return undefined;
  return argument.value.split(/\s+as\s+/i)[0];
}

/** "for update" and "on conflict do update" lock or belong to an insert: they name no table. */
function withoutLocks(text: string): string {
  return text.replaceAll(/\b(?:for\s+(?:no\s+key\s+)?update|do\s+update)\b/gi, '');
}
