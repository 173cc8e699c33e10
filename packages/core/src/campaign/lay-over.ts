import { minutesOf, writtenMinutes } from './amount.ts';
import type { Measure } from './catalogue.ts';
import { layAfterwards, layBatches, layLists, layTrack } from './lay-guidance.ts';
import { layStage } from './lay-stage.ts';
import { keep, keepWords, larger, layList, layNamed, raise, settle, type LayerChange, type Laying } from './laying.ts';
import type { ActivityKind, LayerName, Playbook, Term } from './playbook.ts';
import type { PlaybookFault } from './playbook-fault.ts';
import { readBands } from './read-bands.ts';
import type { Ground } from './read-condition.ts';
import { readClassGuidance, readMemberGuidance } from './read-guidance.ts';
import { readNamed } from './read-named.ts';
import { readActivityKind, readShortestSession } from './read-playbook.ts';
import { blame, codeOf, flagOf, keysOf, listOf, oneOf, textOf, wholeOf, wordsOf, type Spot } from './spot.ts';

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

export interface Laid {
  readonly playbook: Playbook;
  readonly name: LayerName;
  readonly changes: readonly LayerChange[];
}

const changeable = [
  'tracks',
  'shortestSession',
  'activities',
  'absences',
  'fewestVoters',
  'stages',
  'batches',
  'minimumTotalDays',
  'memberGuidance',
  'classGuidance',
  'lists',
  'readiness',
  'afterwards',
] as const;

/** Named so that who tries is told what holds above, instead of an unknown key. */
const settledAbove = ['profile', 'terms', 'defaultTrack', 'studyHour', 'bands'] as const;

/** A playbook with a layer laid over it: the layer adds or tightens, and everything else that it says is a fault. */
export function layOver(above: Playbook, body: unknown, catalogue: readonly Measure[]): Laid | PlaybookFault[] {
  const { laid, faults } = layAll(above, body, catalogue);
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
    const { laid, faults } = layAll(playbook, body, catalogue);
    const grave = faults.filter(({ code }) => !code.startsWith('layer-'));
    if (grave.length > 0) return grave;
    playbook = laid.playbook;
    changes.push(...laid.changes.map((change) => ({ ...change, layer: laid.name.code })));
  }
  return { playbook, changes };
}

/**
 * What layers said and their newer versions take back, by subject: laid over the newer ones, the older may neither add nor tighten
 * anything, and may call nothing by another name. Guidance binds nobody and may be reworded.
 */
export function takenBack(
  above: Playbook,
  older: readonly unknown[],
  newer: readonly unknown[],
  catalogue: readonly Measure[],
): string[] {
  let playbook = above;
  for (const body of newer) playbook = layAll(playbook, body, catalogue).laid.playbook;
  const back = new Set<string>();
  for (const body of older) {
    const { laid, faults } = layAll(playbook, body, catalogue);
    for (const { subject } of laid.changes) if (!/^\w+Guidance\./.test(subject)) back.add(subject);
    for (const { at, code } of faults) if (code !== 'layer-loosens') back.add(at);
    playbook = laid.playbook;
  }
  return [...back];
}

function layAll(
  above: Playbook,
  body: unknown,
  catalogue: readonly Measure[],
): { laid: Laid; faults: PlaybookFault[] } {
  const faults: PlaybookFault[] = [];
  const keys = keysOf(
    { path: [], value: body ?? null, faults },
    { required: ['code', 'version', 'title', 'extends'], optional: [...changeable, ...settledAbove] },
  );
  const name = { code: codeOf(keys.code), version: textOf(keys.version, 40), title: wordsOf(keys.title) };
  const ground: Ground = {
    catalogue,
    profile: above.profile,
    studyHourMinutes: above.studyHourMinutes,
    tracks: above.tracks.map(({ code }) => code),
    layer: name.code,
  };
  const laying: Laying = { ground, changes: [] };
  const tightened = (subject: string) => () => laying.changes.push({ subject, what: 'tightened' });
  keepSettled(keys, above);
  const playbook: Playbook = {
    ...above,
    layers: [...above.layers, name],
    tracks: layList(laying, keys.tracks, above.tracks, 'tracks', {
      most: 20,
      read: (item) => refuseNew(item, 'layer-adds-track', above.tracks),
      lay: (item, track, at) => layTrack(laying, item, track, at),
    }),
    stages: layList(laying, keys.stages, above.stages, 'stages', {
      most: 12,
      read: (item) => refuseNew(item, 'layer-adds-stage', above.stages),
      lay: (item, stage, at) => layStage(laying, item, stage, at),
    }),
    activityKinds: layList(laying, keys.activities, above.activityKinds, 'activities', {
      most: 50,
      read: readActivityKind,
      lay: layActivityKind,
    }),
    absenceReasons: layList(laying, keys.absences, above.absenceReasons, 'absences', {
      most: 20,
      read: readNamed,
      lay: layNamed,
    }),
    shortestSessionMinutes: settle(
      keys.shortestSession,
      above.shortestSessionMinutes,
      {
        read: (item) => readShortestSession(item, above.studyHourMinutes),
        order: larger,
        say: (minutes) => writtenMinutes(minutes, above.studyHourMinutes),
      },
      tightened('shortestSession'),
    ),
    fewestVoters: raise(
      keys.fewestVoters,
      above.fewestVoters,
      (item) => wholeOf(item, 1, 10_000),
      tightened('fewestVoters'),
    ),
    minimumTotalDays: raise(
      keys.minimumTotalDays,
      above.minimumTotalDays,
      (item) => wholeOf(item, 1, 3660),
      tightened('minimumTotalDays'),
    ),
    batches: layBatches(laying, keys.batches, above.batches),
    memberGuidance: append(laying, 'memberGuidance', above.memberGuidance, keys.memberGuidance, readMemberGuidance),
    classGuidance: append(laying, 'classGuidance', above.classGuidance, keys.classGuidance, readClassGuidance),
    lists: layLists(laying, keys.lists, above.lists),
    readiness: layList(laying, keys.readiness, above.readiness, 'readiness', {
      most: 50,
      read: readNamed,
      lay: layNamed,
    }),
    afterwards: layAfterwards(laying, keys.afterwards, above.afterwards),
  };
  return { laid: { playbook, name, changes: laying.changes }, faults };
}

function keepSettled(keys: Record<(typeof settledAbove)[number], Spot>, above: Playbook): void {
  keep(keys.profile, above.profile, (item) => oneOf(item, ['light', 'full'], above.profile));
  keep(keys.defaultTrack, above.defaultTrack, (item) => textOf(item, 40));
  keep(
    keys.studyHour,
    above.studyHourMinutes,
    (item) => minutesOf(item, null),
    (minutes) => `${minutes} minutes`,
  );
  keep(keys.bands, above.bands, readBands);
  const words = Object.keys(above.terms) as Term[];
  const terms = keysOf(keys.terms, { required: [], optional: words });
  for (const term of words) keepWords(terms[term], above.terms[term]);
}

/** Things without codes: all that stand above stay, and their numbers with them. */
function append<T>(
  { changes }: Laying,
  subject: string,
  above: readonly T[],
  spot: Spot,
  read: (spot: Spot) => T,
): readonly T[] {
  const said = new Set(above.map((thing) => JSON.stringify(thing)));
  const further = listOf(spot, 100, read).filter((thing) => !said.has(JSON.stringify(thing)));
  further.forEach((_, index) => changes.push({ subject: `${subject}.${above.length + index}`, what: 'added' }));
  return [...above, ...further];
}

function layActivityKind(spot: Spot, above: ActivityKind): ActivityKind {
  const keys = keysOf(spot, { required: ['code'], optional: ['title', 'collective', 'concentrated'] });
  keepWords(keys.title, above.title);
  keep(keys.collective, above.isCollective, flagOf);
  keep(keys.concentrated, above.isConcentrated, flagOf);
  return above;
}

/** A new stage or track would let units out of those above, or put something before the gate that the superior does not know. */
function refuseNew(
  spot: Spot,
  fault: 'layer-adds-stage' | 'layer-adds-track',
  above: readonly { readonly code: string }[],
): null {
  const written: unknown = typeof spot.value === 'object' && spot.value !== null ? Reflect.get(spot.value, 'code') : '';
  blame(spot, fault, { above: above.map(({ code }) => code).join(', '), written: String(written).slice(0, 60) });
  return null;
}
