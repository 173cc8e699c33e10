import { minutesOf } from './amount.ts';
import type { Measure } from './catalogue.ts';
import { requiredTerms, type ActivityKind, type Named, type Playbook, type Stage } from './playbook.ts';
import type { PlaybookFault } from './playbook-fault.ts';
import { readBands } from './read-bands.ts';
import { readCondition, trackOf, type Ground } from './read-condition.ts';
import { blame, codeOf, flagOf, fullListOf, keysOf, textOf, wholeOf, wordsOf, type Spot } from './spot.ts';

/**
 * A playbook from a document as people write it, parsed but not trusted; or everything that is wrong with it, each with its place.
 * Every key has to be written, so that nothing holds without having been said; the keys are listed in playbooks/README.md.
 */
export function readPlaybook(body: unknown, catalogue: readonly Measure[]): Playbook | PlaybookFault[] {
  const faults: PlaybookFault[] = [];
  const keys = keysOf(
    { at: '', value: body ?? null, faults },
    {
      required: [
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
      ],
    },
  );
  const profile = profileOf(keys.profile);
  const tracks = distinctListOf(keys.tracks, 20, readNamed);
  const trackCodes = tracks.map((track) => track.code);
  // An hour at fault is named once; sixty minutes keep the rest of the document readable.
  const studyHourMinutes = minutesOf(keys.studyHour, null) || 60;
  const ground: Ground = { catalogue, profile, studyHourMinutes, tracks: trackCodes };
  const playbook: Playbook = {
    code: codeOf(keys.code),
    version: textOf(keys.version, 40),
    title: wordsOf(keys.title),
    profile,
    terms: readTerms(keys.terms),
    tracks,
    defaultTrack: trackOf(keys.defaultTrack, trackCodes),
    stages: distinctListOf(keys.stages, 12, (stage) => readStage(stage, ground)),
    activityKinds: distinctListOf(keys.activities, 50, readActivityKind),
    absenceReasons: distinctListOf(keys.absences, 20, readNamed),
    studyHourMinutes,
    shortestSessionMinutes:
      keys.shortestSession.value === 'none' ? 0 : minutesOf(keys.shortestSession, studyHourMinutes),
    bands: readBands(keys.bands),
    fewestVoters: wholeOf(keys.fewestVoters, 1, 10_000),
  };
  return faults.length > 0 ? faults : playbook;
}

const profiles = ['light', 'full'] as const;

function profileOf(spot: Spot): Playbook['profile'] {
  const text = textOf(spot, 40);
  const profile = profiles.find((known) => known === text);
  if (text !== '' && profile === undefined)
    blame(spot, 'choice-unknown', { value: text, choices: profiles.join(', ') });
  // Without a readable profile the milder check: a fault of its own stands already.
  return profile ?? 'full';
}

function readTerms(spot: Spot): Playbook['terms'] {
  const terms = keysOf(spot, { required: requiredTerms, missing: { code: 'term-missing', called: 'term' } });
  return Object.fromEntries(requiredTerms.map((term) => [term, wordsOf(terms[term])])) as Playbook['terms'];
}

function readNamed(spot: Spot): Named {
  const keys = keysOf(spot, { required: ['code', 'title'] });
  return { code: codeOf(keys.code), title: wordsOf(keys.title) };
}

function readActivityKind(spot: Spot): ActivityKind {
  const keys = keysOf(spot, { required: ['code', 'title', 'collective'] });
  return { code: codeOf(keys.code), title: wordsOf(keys.title), isCollective: flagOf(keys.collective) };
}

function readStage(spot: Spot, ground: Ground): Stage {
  const keys = keysOf(spot, { required: ['code', 'title', 'minimumDays', 'conditions'] });
  return {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    minimumDays: wholeOf(keys.minimumDays, 1, 366),
    // A stage that nothing judges could be left by nobody: the gate wants at least one condition, hard or soft.
    conditions: distinctListOf(keys.conditions, 50, (condition) => readCondition(condition, ground)),
  };
}

/** A list with something in it, whose codes differ. */
function distinctListOf<T extends { readonly code: string }>(spot: Spot, most: number, read: (item: Spot) => T): T[] {
  const seen = new Set<string>();
  return fullListOf(spot, most, (item) => {
    const thing = read(item);
    if (thing.code !== '' && seen.has(thing.code)) {
      blame({ ...item, at: `${item.at}.code` }, 'code-twice', { code: thing.code });
    }
    seen.add(thing.code);
    return thing;
  });
}
