import { minutesOf } from './amount.ts';
import type { Measure } from './catalogue.ts';
import {
  laterTerms,
  requiredTerms,
  type ActivityKind,
  type Bilingual,
  type Playbook,
  type Stage,
  type Track,
} from './playbook.ts';
import type { PlaybookFault } from './playbook-fault.ts';
import { readBands } from './read-bands.ts';
import { trackOf, type Ground } from './read-condition.ts';
import { readAfterwards, readBatch, readClassGuidance, readList, readMemberGuidance } from './read-guidance.ts';
import { distinctListOf, distinctMaybe, readNamed } from './read-named.ts';
import { readPredicate } from './read-predicate.ts';
import { readStage } from './read-stage.ts';
import { blame, codeOf, flagOf, keysOf, listOf, oneOf, textOf, under, wholeOf, wordsOf, type Spot } from './spot.ts';

const required = [
  'code',
  'version',
  'title',
  'profile',
  'terms',
  'tracks',
  'defaultTrack',
  'studyHour',
  'shortestSession',
  'activities',
  'absences',
  'bands',
  'fewestVoters',
  'stages',
] as const;

/** Not written they say nothing: no batches planned, no guidance, no fewest days in all. */
const optional = [
  'batches',
  'minimumTotalDays',
  'memberGuidance',
  'classGuidance',
  'lists',
  'readiness',
  'afterwards',
] as const;

/**
 * A playbook from a document as people write it, parsed but not trusted; or everything that is wrong with it, each with its place.
 * What a unit is judged by has to be written, so that nothing holds without having been said; what may be left out, and what that
 * means, stands in playbooks/README.md.
 */
export function readPlaybook(body: unknown, catalogue: readonly Measure[]): Playbook | PlaybookFault[] {
  const faults: PlaybookFault[] = [];
  const keys = keysOf({ path: [], value: body ?? null, faults }, { required, optional });
  const profile = oneOf(keys.profile, ['light', 'full'], 'full');
  const tracks = distinctListOf(keys.tracks, 20, readTrack);
  const trackCodes = tracks.map((track) => track.code);
  // An hour at fault is named once; sixty minutes keep the rest of the document readable.
  const studyHourMinutes = minutesOf(keys.studyHour, null) || 60;
  const ground: Ground = { catalogue, profile, studyHourMinutes, tracks: trackCodes, layer: null };
  const name = { code: codeOf(keys.code), version: textOf(keys.version, 40), title: wordsOf(keys.title) };
  const playbook: Playbook = {
    ...name,
    layers: [name],
    profile,
    terms: readTerms(keys.terms),
    tracks,
    defaultTrack: trackOf(keys.defaultTrack, trackCodes),
    stages: distinctListOf(keys.stages, 12, (stage) => readStage(stage, ground)),
    activityKinds: distinctListOf(keys.activities, 50, readActivityKind),
    absenceReasons: distinctListOf(keys.absences, 20, readNamed),
    studyHourMinutes,
    shortestSessionMinutes: readShortestSession(keys.shortestSession, studyHourMinutes),
    bands: readBands(keys.bands),
    fewestVoters: wholeOf(keys.fewestVoters, 1, 10_000),
    batches: readBatches(keys.batches),
    minimumTotalDays: keys.minimumTotalDays.value === undefined ? 0 : wholeOf(keys.minimumTotalDays, 1, 3660),
    memberGuidance: listOf(keys.memberGuidance, 100, readMemberGuidance),
    classGuidance: listOf(keys.classGuidance, 100, readClassGuidance),
    lists: distinctMaybe(keys.lists, 100, readList),
    readiness: distinctMaybe(keys.readiness, 50, readNamed),
    afterwards: keys.afterwards.value === undefined ? null : readAfterwards(keys.afterwards),
  };
  blameLostTracks(keys.tracks, playbook);
  return faults.length > 0 ? faults : playbook;
}

function readTerms(spot: Spot): Playbook['terms'] {
  const later = Object.entries(laterTerms) as [keyof typeof laterTerms, Bilingual][];
  const terms = keysOf(spot, {
    required: requiredTerms,
    optional: later.map(([term]) => term),
    missing: { code: 'term-missing', called: 'term' },
  });
  return Object.fromEntries([
    ...requiredTerms.map((term) => [term, wordsOf(terms[term])]),
    ...later.map(([term, ours]) => [term, terms[term].value === undefined ? ours : wordsOf(terms[term])]),
  ]) as Playbook['terms'];
}

function readTrack(spot: Spot): Track {
  const keys = keysOf(spot, { required: ['code', 'title'], optional: ['for', 'emphasis'] });
  return {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    for: keys.for.value === undefined ? null : readPredicate(keys.for),
    emphasis: keys.emphasis.value === undefined ? null : wordsOf(keys.emphasis),
  };
}

export function readActivityKind(spot: Spot): ActivityKind {
  const keys = keysOf(spot, { required: ['code', 'title', 'collective'], optional: ['concentrated'] });
  return {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    isCollective: flagOf(keys.collective),
    isConcentrated: flagOf(keys.concentrated),
  };
}

export function readShortestSession(spot: Spot, studyHourMinutes: number): number {
  return spot.value === 'none' ? 0 : minutesOf(spot, studyHourMinutes);
}

/** Batches in the order of their numbers, each of which is used once. */
function readBatches(spot: Spot): Playbook['batches'] {
  const seen = new Set<number>();
  const batches = listOf(spot, 20, (item) => {
    const batch = readBatch(item);
    if (seen.has(batch.number)) blame(under(item, 'number', null), 'code-twice', { code: batch.number });
    seen.add(batch.number);
    return batch;
  });
  return batches.toSorted((a, b) => a.number - b.number);
}

/** A unit on a track that no stage is for would have nothing to do and could never be done. */
function blameLostTracks(spot: Spot, { tracks, stages }: Playbook): void {
  const isServed = (track: string) => stages.some((stage) => stage.tracks === null || stage.tracks.includes(track));
  tracks.forEach(({ code }, index) => {
    if (stages.length > 0 && !isServed(code)) {
      blame(under(spot, index, null), 'track-without-stage', { track: code });
    }
  });
}

/** The stages of a unit's track, in the playbook's order. */
export function stagesOnTrack(playbook: Pick<Playbook, 'stages'>, track: string): readonly Stage[] {
  return playbook.stages.filter(({ tracks }) => tracks === null || tracks.includes(track));
}
