import { minutesOf, writtenMinutes } from './amount.ts';
import type { Measure } from './catalogue.ts';
import { layAfterwards, layBatches, layLists, layTrack } from './lay-guidance.ts';
import { layKinds } from './lay-kinds.ts';
import { layStage } from './lay-stage.ts';
import {
  keep,
  keepWords,
  larger,
  layList,
  layNamed,
  laySame,
  raise,
  settle,
  type LayerChange,
  type Laying,
} from './laying.ts';
import type { Bilingual, LayerName, Playbook, Term } from './playbook.ts';
import type { PlaybookFault } from './playbook-fault.ts';
import { readBands } from './read-bands.ts';
import type { Ground } from './read-condition.ts';
import { readGoal, readReport, readResponsibility } from './read-conduct.ts';
import { readClassGuidance, readMemberGuidance } from './read-guidance.ts';
import { readAbsenceReason, readNamed } from './read-named.ts';
import { layReadiness } from './read-readiness.ts';
import { layJoining } from './read-joining.ts';
import { layLeaders } from './read-leaders.ts';
import { layMakeUp } from './read-study.ts';
import { blameLongTotal, readShortestSession } from './read-playbook.ts';
import {
  blame,
  codeOf,
  keysOf,
  listOf,
  oneOf,
  textOf,
  wholeOf,
  wordsOf,
  type InstanceLists,
  type Spot,
} from './spot.ts';

export interface Laid {
  readonly playbook: Playbook;
  readonly name: LayerName;
  readonly changes: readonly LayerChange[];
}

const changeable = [
  'theme',
  'goals',
  'notes',
  'responsibilities',
  'reports',
  'references',
  'tracks',
  'shortestSession',
  'activities',
  'absences',
  'makeUp',
  'leaders',
  'joining',
  'fewestVoters',
  'daysBetweenAssessments',
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

/** One layer over what holds above it, with everything that is wrong with it; what loosens is left out of what then holds. */
export function layDocument(
  above: Playbook,
  body: unknown,
  catalogue: readonly Measure[],
  lists?: InstanceLists,
): { laid: Laid; faults: PlaybookFault[] } {
  const faults: PlaybookFault[] = [];
  const keys = keysOf(
    { path: [], value: body ?? null, faults, lists },
    { required: ['code', 'version', 'title', 'extends'], optional: [...changeable, ...settledAbove] },
  );
  const name = { code: codeOf(keys.code), version: textOf(keys.version, 40), title: wordsOf(keys.title) };
  if (above.layers.some(({ code }) => code === name.code)) blame(keys.code, 'layer-own-code', { code: name.code });
  const changes: LayerChange[] = [];
  const activityKinds = layKinds(changes, keys.activities, above.activityKinds);
  const ground: Ground = {
    catalogue,
    profile: above.profile,
    studyHourMinutes: above.studyHourMinutes,
    tracks: above.tracks.map(({ code }) => code),
    kinds: activityKinds,
    layer: name.code,
  };
  const laying: Laying = { ground, changes };
  const tightened = (subject: string) => () => laying.changes.push({ subject, what: 'tightened' });
  keepSettled(keys, above);
  const playbook: Playbook = {
    ...above,
    theme: layTheme(laying, keys.theme, above.theme),
    goals: layList(laying, keys.goals, above.goals, 'goals', sameOf(readGoal)),
    notes: layList(laying, keys.notes, above.notes, 'notes', named),
    responsibilities: layList(
      laying,
      keys.responsibilities,
      above.responsibilities,
      'responsibilities',
      sameOf(readResponsibility),
    ),
    reports: layList(laying, keys.reports, above.reports, 'reports', sameOf(readReport)),
    references: layList(laying, keys.references, above.references, 'references', named),
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
    activityKinds,
    absenceReasons: layList(laying, keys.absences, above.absenceReasons, 'absences', {
      most: 20,
      read: readAbsenceReason,
      lay: layNamed,
    }),
    makeUp: layMakeUp(laying, keys.makeUp, above.makeUp),
    leaders: layLeaders(laying, keys.leaders, above.leaders),
    joining: layJoining(laying, keys.joining, above.joining),
    shortestSessionMinutes: settle(
      keys.shortestSession,
      above.shortestSessionMinutes,
      {
        read: (item) => readShortestSession(item, ground),
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
    daysBetweenAssessments: raise(
      keys.daysBetweenAssessments,
      above.daysBetweenAssessments,
      (item) => wholeOf(item, 1, 366),
      tightened('daysBetweenAssessments'),
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
    readiness: layReadiness(laying, keys.readiness, above.readiness),
    afterwards: layAfterwards(laying, keys.afterwards, above.afterwards),
  };
  if (keys.minimumTotalDays.value !== undefined) blameLongTotal(keys.minimumTotalDays, playbook);
  return { laid: { playbook, name, changes }, faults };
}

const named = { most: 50, read: readNamed, lay: layNamed };
const sameOf = <T extends { readonly code: string }>(read: (spot: Spot) => T) => ({
  most: 50,
  read,
  lay: (spot: Spot, above: T) => laySame(spot, above, read),
});

/** One campaign stands under one thought; where none was given above, a layer may give it. */
function layTheme({ changes }: Laying, spot: Spot, above: Bilingual | null): Bilingual | null {
  if (above !== null) return keepWords(spot, above);
  if (spot.value === undefined) return null;
  changes.push({ subject: 'theme', what: 'added' });
  return wordsOf(spot);
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
