import type { Measure } from './catalogue.ts';
import { layDocument, type Laid } from './lay-document.ts';
import type { LayerChange } from './laying.ts';
import type { LayerName, Playbook } from './playbook.ts';
import { isUnreadable, type PlaybookFault } from './playbook-fault.ts';
import { codeOf, keysOf, textOf, type InstanceLists } from './spot.ts';

/** What a layer extends; null for a document that extends nothing and so is a playbook of its own. */
export function extendedBy(body: unknown): Pick<LayerName, 'code' | 'version'> | PlaybookFault[] | null {
  const faults: PlaybookFault[] = [];
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, 'extends')) return null;
  const keys = keysOf(
    { path: ['extends'], value: Reflect.get(body, 'extends') ?? null, faults },
    { required: ['code', 'version'] },
  );
  const extended = { code: codeOf(keys.code), version: textOf(keys.version, 40) };
  return faults.length > 0 ? faults : extended;
}

/** A playbook with a layer laid over it: the layer adds or tightens, and everything else that it says is a fault. */
export function layOver(
  above: Playbook,
  body: unknown,
  catalogue: readonly Measure[],
  lists?: InstanceLists,
): Laid | PlaybookFault[] {
  const { laid, faults } = layDocument(above, body, catalogue, lists);
  return faults.length > 0 ? faults : laid;
}

export interface Merged {
  readonly playbook: Playbook;
  /** What each layer did, from above. */
  readonly changes: readonly (LayerChange & { readonly layer: string })[];
}

/**
 * Layers over a playbook, from above. Each was checked when it was loaded; where a superior has since become stricter than a layer
 * beneath it says, the superior's word holds and nothing is refused.
 */
export function mergeLayers(
  base: Playbook,
  layers: readonly unknown[],
  catalogue: readonly Measure[],
): Merged | PlaybookFault[] {
  let playbook = base;
  const changes: (LayerChange & { layer: string })[] = [];
  for (const body of layers) {
    const { laid, faults } = layDocument(playbook, body, catalogue);
    const unreadable = faults.filter(isUnreadable);
    if (unreadable.length > 0) {
      return unreadable.map((fault) => ({ ...fault, params: { ...fault.params, layer: laid.name.code } }));
    }
    playbook = laid.playbook;
    changes.push(...laid.changes.map((change) => ({ ...change, layer: laid.name.code })));
  }
  return { playbook, changes };
}

/**
 * What layers said and their newer versions take back, by subject: laid over the newer ones, the older may neither add nor tighten
 * anything, and may call nothing by another name. Guidance and plans of batches bind nobody and may be said anew.
 */
export function takenBack(
  above: Playbook,
  older: readonly unknown[],
  newer: readonly unknown[],
  catalogue: readonly Measure[],
): string[] {
  let playbook = above;
  for (const body of newer) playbook = layDocument(playbook, body, catalogue).laid.playbook;
  const back = new Set<string>();
  for (const body of older) {
    const { laid, faults } = layDocument(playbook, body, catalogue);
    for (const { subject } of laid.changes) if (!/^(\w+Guidance\.|batches$)/.test(subject)) back.add(subject);
    for (const { at, code } of faults) if (calledOtherwise.has(code)) back.add(at);
    playbook = laid.playbook;
  }
  return [...back];
}

const calledOtherwise: ReadonlySet<PlaybookFault['code']> = new Set<PlaybookFault['code']>([
  'layer-changes',
  'layer-renames',
]);
