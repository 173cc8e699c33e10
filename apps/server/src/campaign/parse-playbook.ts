import type { PlaybookFault } from '@muster/core/campaign';
import type { Json } from '@muster/proof';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';

/** A fault of a document, with the line and column that it is about among its parameters. */
export interface LocatedFault extends PlaybookFault {
  readonly params: PlaybookFault['params'] & { readonly line: number; readonly column: number };
}

/** A document as it was written, without comments and order of keys: what is stored, hashed and read again. */
export interface ParsedDocument {
  readonly body: Json;
  readonly locate: (faults: readonly PlaybookFault[]) => readonly LocatedFault[];
}

/**
 * YAML as it may be written for a playbook. Tags and aliases are refused: a document says only what stands
 * in it, and a short one cannot unfold into a large one. So are directives, under which the same words mean something else.
 */
export function parsePlaybook(yaml: string): ParsedDocument | readonly LocatedFault[] {
  const lineCounter = new LineCounter();
  const positionAt = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return { line, column: col };
  };
  // The library's own search for repeated keys and its drawn messages take the square of a hostile document's length.
  const document = parseDocument(yaml, { version: '1.2', uniqueKeys: false, prettyErrors: false, lineCounter });
  const broken = [...document.errors, ...document.warnings].map(({ code, pos }): LocatedFault => ({
    at: '',
    path: [],
    code: 'not-yaml',
    params: { ...positionAt(pos[0]), reason: code },
  }));
  // Whatever else cannot be read then comes of it.
  const tab = broken.find(({ params }) => params['reason'] === 'TAB_AS_INDENT');
  if (tab !== undefined) return [{ ...tab, code: 'tab-indents' }];
  if (broken.length > 0) return broken;
  // A directive changes what every line after it means: under 1.1 `yes` is true and `014` is twelve.
  const directive = yaml.split('\n').findIndex((line) => line.startsWith('%'));
  if (directive >= 0)
    return [{ at: '', path: [], code: 'not-yaml', params: { line: directive + 1, column: 1, reason: 'DIRECTIVE' } }];
  const refused = refusedIn(document, (node) => positionAt(node.range?.[0] ?? 0));
  if (refused.length > 0) return refused;
  const locate = (faults: readonly PlaybookFault[]) =>
    faults.map((fault) => {
      const position = positionAt(offsetOf(document.contents, fault.path));
      return { ...fault, params: { ...position, ...fault.params } };
    });
  return { body: document.toJS({ maxAliasCount: 0 }), locate };
}

/** Faults of a document that was read before, each with its line. */
export function locateIn(yaml: string, faults: readonly PlaybookFault[]): readonly PlaybookFault[] {
  const parsed = parsePlaybook(yaml);
  return 'body' in parsed ? parsed.locate(faults) : faults;
}

/** Where a place of the document begins: its key, or its item of a list; of a place that is not written, what it is missing from. */
function offsetOf(root: Node | null, path: PlaybookFault['path']): number {
  let [node, offset]: [unknown, number] = [root, root?.range?.[0] ?? 0];
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      if (!isScalar(pair?.key)) return offset;
      [node, offset] = [pair.value, pair.key.range?.[0] ?? offset];
    } else if (isSeq(node) && typeof key === 'number') {
      const item = node.items[key];
      if (!isMap(item) && !isSeq(item) && !isScalar(item)) return offset;
      [node, offset] = [item, item.range?.[0] ?? offset];
    } else {
      return offset;
    }
  }
  return offset;
}

/** What YAML allows and a playbook does not: aliases, anchors and tags, and a key written twice, of which one would be lost. */
function refusedIn(
  document: Document,
  positionOf: (node: Node) => { line: number; column: number },
): readonly LocatedFault[] {
  const faults: LocatedFault[] = [];
  const marked = (node: Node & { readonly anchor?: string }) => {
    const place = { at: '', path: [] };
    if (node.anchor !== undefined)
      faults.push({ ...place, code: 'alias-refused', params: { ...positionOf(node), alias: node.anchor } });
    if (node.tag !== undefined)
      faults.push({ ...place, code: 'tag-refused', params: { ...positionOf(node), tag: shortTag(node.tag) } });
  };
  visit(document, {
    Value: (_key, node) => marked(node),
    Alias: (_key, alias) => {
      faults.push({ at: '', path: [], code: 'alias-refused', params: { ...positionOf(alias), alias: alias.source } });
    },
    Map: (_key, map) => {
      marked(map);
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) {
          faults.push({ at: '', path: [], code: 'key-twice', params: { ...positionOf(key), key: name } });
        }
        seen.add(name);
      }
    },
  });
  return faults;
}

/** As it is written: `!!str` for what it stands for. */
function shortTag(tag: string): string {
  return tag.replace(/^tag:yaml\.org,2002:/u, '!!');
}
