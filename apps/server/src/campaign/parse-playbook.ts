import { catalogue, readPlaybook, type Playbook, type PlaybookFault } from '@muster/core/campaign';
import type { Json } from '@muster/proof';
import { isScalar, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';

export interface ParsedPlaybook {
  readonly playbook: Playbook;
  /** The document as it was written, without comments and order of keys: what is stored, hashed and read again. */
  readonly body: Json;
}

/**
 * A playbook from YAML. A tag that is not YAML's own and an alias are refused: a document says only what stands in it, and a
 * short one cannot unfold into a large one.
 */
export function parsePlaybook(yaml: string): ParsedPlaybook | readonly PlaybookFault[] {
  const lineCounter = new LineCounter();
  // The library's own search for repeated keys and its drawn messages take the square of a hostile document's length.
  const document = parseDocument(yaml, { version: '1.2', uniqueKeys: false, prettyErrors: false, lineCounter });
  const broken = [...document.errors, ...document.warnings].map(({ code, pos }): PlaybookFault => {
    const { line, col } = lineCounter.linePos(pos[0]);
    return { at: '', code: 'not-yaml', params: { line, column: col, reason: code } };
  });
  if (broken.length > 0) return broken;
  const refused = refusedIn(document, lineCounter);
  if (refused.length > 0) return refused;
  const body: Json = document.toJS({ maxAliasCount: 0 });
  const playbook = readPlaybook(body, catalogue);
  return Array.isArray(playbook) ? playbook : { playbook, body };
}

/** What YAML allows and a playbook does not: aliases, and a key written twice, of which one would be lost. */
function refusedIn(document: Document, lineCounter: LineCounter): PlaybookFault[] {
  const faults: PlaybookFault[] = [];
  const lineOf = (node: Node) => lineCounter.linePos(node.range?.[0] ?? 0).line;
  visit(document, {
    Alias: (_key, alias) => {
      faults.push({ at: '', code: 'alias-refused', params: { line: lineOf(alias), alias: alias.source } });
    },
    Map: (_key, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) faults.push({ at: '', code: 'key-twice', params: { line: lineOf(key), key: name } });
        seen.add(name);
      }
    },
  });
  return faults;
}
