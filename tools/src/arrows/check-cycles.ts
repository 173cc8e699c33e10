import { posix } from 'node:path';
import type { Fault } from '../house/fault.ts';
import { isTest } from './check-zones.ts';
import type { Import } from './read-imports.ts';

const trees = ['apps/server/src/', 'packages/core/src/', 'packages/contract/src/'];

/** Slices that ask each other in a ring, in the server, in core and in contract; imports of types count, those of tests do not. */
export function checkCycles(files: ReadonlyMap<string, readonly Import[]>): Fault[] {
  return trees.flatMap((tree) => {
    const graph = sliceGraph(tree, files);
    return findRings(graph).map((ring) => ({
      path: tree.slice(0, -1),
      message: `slices in a ring: ${ring.join(' → ')}`,
    }));
  });
}

function sliceGraph(tree: string, files: ReadonlyMap<string, readonly Import[]>): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  for (const [path, imports] of files) {
    const from = sliceIn(tree, path);
    if (from === undefined || isTest(path)) continue;
    const asks = graph.get(from) ?? new Set<string>();
    graph.set(from, asks);
    for (const { specifier } of imports) {
      const to = sliceIn(tree, resolve(tree, path, specifier));
      if (to !== undefined && to !== from) asks.add(to);
    }
  }
  return graph;
}

/** A relative path, or `@muster/core/ballot` from within core, becomes a path of the tree. */
function resolve(tree: string, path: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier);
  const own = `@muster/${tree.split('/')[1]}/`;
  return specifier.startsWith(own) ? `${tree}${specifier.slice(own.length)}/index.ts` : specifier;
}

function sliceIn(tree: string, path: string): string | undefined {
  if (!path.startsWith(tree)) return undefined;
  const [slice, inner] = path.slice(tree.length).split('/');
  return inner === undefined ? undefined : slice;
}

function findRings(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const rings: string[][] = [];
  const done = new Set<string>();
  const walk = (slice: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(slice);
    if (seen !== -1) rings.push([...trail.slice(seen), slice]);
    if (seen !== -1 || done.has(slice)) return;
    for (const next of graph.get(slice) ?? []) walk(next, [...trail, slice]);
    done.add(slice);
  };
  for (const slice of graph.keys()) walk(slice, []);
  return rings;
}
