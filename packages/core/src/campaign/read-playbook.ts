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
import { isUnreadable, type PlaybookFault } from './playbook-fault.ts';
import { readBands } from './read-bands.ts';
import { readBatches } from './read-batches.ts';
import { trackOf, type Ground } from './read-condition.ts';
import { readGoal, readReport, readResponsibility } from './read-conduct.ts';
import { readAfterwards, readClassGuidance, readList, readMemberGuidance } from './read-guidance.ts';
import { distinctListOf, distinctMaybe, readAbsenceReason, readNamed } from './read-named.ts';
import { readPredicate } from './read-predicate.ts';
import { readJoining } from './read-joining.ts';
import { readLeaders } from './read-leaders.ts';
import { readReadiness } from './read-readiness.ts';
import { readMakeUp } from './read-study.ts';
import { readStage } from './read-stage.ts';
import {
  blame,
  codeOf,
  flagOf,
  keysOf,
  listOf,
  oneOf,
  textOf,
  under,
  wholeOf,
  wordsOf,
  type InstanceLists,
  type Spot,
} from './spot.ts';

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
  'makeUp',
  'leaders',
  'joining',
  'daysBetweenAssessments',
  'theme',
  'goals',
  'notes',
  'responsibilities',
  'reports',
  'references',
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
 * Where it is held against the instance's `lists`, it may name no class and no category that they do not know. What a unit is judged by has to be written, so that nothing holds without having been said; what may be left out, and what that
 * means, stands in playbooks/README.md.
 */
export function readPlaybook(
  body: unknown,
  catalogue: readonly Measure[],
  lists?: InstanceLists,
): Playbook | PlaybookFault[] {
  const { playbook, faults } = readAll(body, catalogue, lists);
  return faults.length > 0 ? faults : playbook;
}

/** A playbook that was taken before: what would be refused today because it makes no sense stays readable. */
export function readTakenPlaybook(body: unknown, catalogue: readonly Measure[]): Playbook | PlaybookFault[] {
  const { playbook, faults } = readAll(body, catalogue);
  const unreadable = faults.filter(isUnreadable);
  return unreadable.length > 0 ? unreadable : playbook;
}

function readAll(
  body: unknown,
  catalogue: readonly Measure[],
  lists?: InstanceLists,
): { playbook: Playbook; faults: PlaybookFault[] } {
  const faults: PlaybookFault[] = [];
  const keys = keysOf({ path: [], value: body ?? null, faults, lists }, { required, optional });
  const profile = oneOf(keys.profile, ['light', 'full'], 'full');
  const tracks = distinctListOf(keys.tracks, 20, readTrack);
  const trackCodes = tracks.map((track) => track.code);
  // An hour at fault is named once; sixty minutes keep the rest of the document readable.
  const studyHourMinutes = minutesOf(keys.studyHour, null) || 60;
  if (studyHourMinutes > longestSession) blame(keys.studyHour, 'too-large', { most: `${longestSession} minutes` });
  const activityKinds = distinctListOf(keys.activities, 50, readActivityKind);
  const ground: Ground = {
    catalogue,
    profile,
    studyHourMinutes,
    tracks: trackCodes,
    kinds: activityKinds,
    layer: null,
  };
  const name = { code: codeOf(keys.code), version: textOf(keys.version, 40), title: wordsOf(keys.title) };
  const playbook: Playbook = {
    ...name,
    layers: [name],
    theme: keys.theme.value === undefined ? null : wordsOf(keys.theme),
    goals: distinctMaybe(keys.goals, 50, readGoal),
    notes: distinctMaybe(keys.notes, 50, readNamed),
    responsibilities: distinctMaybe(keys.responsibilities, 50, readResponsibility),
    reports: distinctMaybe(keys.reports, 50, readReport),
    references: distinctMaybe(keys.references, 50, readNamed),
    profile,
    terms: readTerms(keys.terms),
    tracks,
    defaultTrack: trackOf(keys.defaultTrack, trackCodes),
    stages: distinctListOf(keys.stages, 12, (stage) => readStage(stage, ground)),
    activityKinds,
    absenceReasons: distinctListOf(keys.absences, 20, readAbsenceReason),
    makeUp: readMakeUp(keys.makeUp),
    leaders: readLeaders(keys.leaders),
    joining: readJoining(keys.joining),
    studyHourMinutes,
    shortestSessionMinutes: readShortestSession(keys.shortestSession, ground),
    bands: readBands(keys.bands),
    fewestVoters: wholeOf(keys.fewestVoters, 1, 10_000),
    daysBetweenAssessments:
      keys.daysBetweenAssessments.value === undefined ? 0 : wholeOf(keys.daysBetweenAssessments, 1, 366),
    batches: readBatches(keys.batches),
    minimumTotalDays: keys.minimumTotalDays.value === undefined ? 0 : wholeOf(keys.minimumTotalDays, 1, 3660),
    memberGuidance: listOf(keys.memberGuidance, 100, readMemberGuidance),
    classGuidance: listOf(keys.classGuidance, 100, readClassGuidance),
    lists: distinctMaybe(keys.lists, 100, (list) => readList(list, activityKinds)),
    readiness: distinctMaybe(keys.readiness, 50, readReadiness),
    afterwards: keys.afterwards.value === undefined ? null : readAfterwards(keys.afterwards),
  };
  blameLostTracks(keys.tracks, playbook);
  blameLongTotal(keys.minimumTotalDays, playbook);
  return { playbook, faults };
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

function readActivityKind(spot: Spot): ActivityKind {
  const keys = keysOf(spot, { required: ['code', 'title', 'collective'], optional: ['concentrated', 'mobilisation'] });
  return {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    isCollective: flagOf(keys.collective),
    isConcentrated: flagOf(keys.concentrated),
    isMobilisation: flagOf(keys.mobilisation),
    countsAs: null,
  };
}

/** Nobody records a longer one. */
const longestSession = 12 * 60;

export function readShortestSession(spot: Spot, { studyHourMinutes, profile }: Ground): number {
  if (spot.value === 'none') return 0;
  const minutes = minutesOf(spot, studyHourMinutes);
  if (minutes > longestSession) blame(spot, 'too-large', { most: `${longestSession} minutes` });
  else if (minutes > 0 && profile === 'light') blame(spot, 'light-with-lengths');
  return minutes;
}

/** More days than a unit could ever need: a stage lasts a year at the most. */
export function blameLongTotal(spot: Spot, playbook: Playbook): void {
  const { minimumTotalDays, tracks } = playbook;
  const fewest = Math.min(...tracks.map(({ code }) => stagesOnTrack(playbook, code).length));
  const most = 366 * fewest;
  if (most > 0 && minimumTotalDays > most) blame(spot, 'too-large', { most });
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
