import { type Argument, type JSXAttribute, Visitor } from 'oxc-parser';
import { lineAt, type Source } from '../house/parse-source.ts';

export type Uses = {
  /** Keys named where a key is meant: `t('…')`, `<Say k="…">`, `<Trans i18nKey="…">`. Each must exist. */
  readonly keys: readonly { readonly key: string; readonly line: number }[];
  /** Every string of the file: a key that stands anywhere, in a table or behind a condition, is in use. */
  readonly strings: ReadonlySet<string>;
};

export function readUses(source: Source): Uses {
  const keys: { key: string; line: number }[] = [];
  const strings = new Set<string>();
  const add = (key: string, offset: number) => keys.push({ key, line: lineAt(source.text, offset) });
  new Visitor({
    Literal: (node) => {
      if (typeof node.value === 'string') strings.add(node.value);
    },
    TemplateLiteral: (node) => {
      if (node.expressions.length === 0) strings.add(node.quasis[0]?.value.cooked ?? '');
    },
    CallExpression: (node) => {
      const { callee } = node;
      const named = callee.type === 'Identifier' ? callee.name : '';
      const member =
        callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
      const key = literal(node.arguments[0]);
      if ((named === 't' || member === 't') && key !== undefined) add(key, node.start);
    },
    JSXAttribute: (node) => {
      const key = attributeKey(node);
      if (key !== undefined) add(key, node.start);
    },
  }).visit(source.parsed.program);
  return { keys, strings };
}

function literal(argument: Argument | undefined): string | undefined {
  if (argument?.type === 'Literal' && typeof argument.value === 'string') return argument.value;
  if (argument?.type !== 'TemplateLiteral' || argument.expressions.length > 0) return undefined;
  return argument.quasis[0]?.value.cooked ?? undefined;
}

function attributeKey(node: JSXAttribute): string | undefined {
  const name = node.name.type === 'JSXIdentifier' ? node.name.name : '';
  if (name !== 'k' && name !== 'i18nKey') return undefined;
  return node.value?.type === 'Literal' && typeof node.value.value === 'string' ? node.value.value : undefined;
}
