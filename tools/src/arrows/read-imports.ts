import { Visitor } from 'oxc-parser';
import { lineAt, type Source } from '../house/parse-source.ts';

export type Import = { readonly specifier: string; readonly line: number };

/** Every module a file names: import and export statements, import() of a literal, and import('…') in a type. */
export function readImports(source: Source): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, offset: number) => found.push({ specifier, line: lineAt(source.text, offset) });
  for (const statement of source.parsed.module.staticImports) {
    add(statement.moduleRequest.value, statement.start);
  }
  new Visitor({
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node.source.value, node.start);
    },
    ExportAllDeclaration: (node) => {
      add(node.source.value, node.start);
    },
    ImportExpression: (node) => {
      if (node.source.type === 'Literal' && typeof node.source.value === 'string') add(node.source.value, node.start);
    },
    TSImportType: (node) => {
      add(node.source.value, node.start);
    },
  }).visit(source.parsed.program);
  return found;
}
