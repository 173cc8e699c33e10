import { readFile } from '@muster/contract/platform';
import type { Entry } from './queries.ts';

/** What an entry is about, taken from its summary: words that people typed, and figures that we word ourselves. */
export type EntryPart =
  | { readonly is: 'typed'; readonly text: string }
  | { readonly is: 'stage'; readonly code: string }
  | { readonly is: 'present'; readonly present: number; readonly onRoll: number }
  | { readonly is: 'source'; readonly sha256: string }
  | {
      readonly is: 'count';
      readonly of: 'units' | 'people' | 'round' | 'cast' | 'created' | 'updated' | 'transferred' | 'mended';
      readonly count: number;
    };

const typed = ['topic', 'team', 'unit', 'organisation', 'reason', 'instance'] as const;
const counted = ['units', 'people', 'round', 'cast', 'created', 'updated', 'transferred', 'mended'] as const;

/** In a fixed order; what no page needs stays in the record. */
export function partsOf(summary: Entry['summary'], language: 'zh' | 'en'): readonly EntryPart[] {
  const parts: EntryPart[] = [];
  for (const key of [language, ...typed]) {
    const text = summary[key];
    if (typeof text === 'string' && text !== '') parts.push({ is: 'typed', text });
  }
  const { stage, present, onRoll } = summary;
  if (typeof stage === 'string' && stage !== '') parts.push({ is: 'stage', code: stage });
  if (typeof present === 'number' && typeof onRoll === 'number') parts.push({ is: 'present', present, onRoll });
  for (const of of counted) {
    const count = summary[of];
    if (typeof count === 'number') parts.push({ is: 'count', of, count });
  }
  const { source } = summary;
  if (typeof source === 'string') parts.push({ is: 'source', sha256: source });
  return parts;
}

/** Where the file is that an import came from. */
export function sourceAddress(sha256: string): string {
  return readFile.path.replace(':sha256', sha256);
}

const changedOrganisation: ReadonlySet<string> = new Set([
  'organisation.moved',
  'organisation.closed',
  'organisation.merged',
  'organisation.edited',
]);

const aboutActivities: ReadonlySet<string> = new Set([
  'study.activity-recorded',
  'study.activity-voided',
  'study.lecturer-named',
  'study.lecturers-named',
  'study.script-handed-in',
  'study.lecture-withdrawn',
  'study.held-for-place',
  'study.held-for-place-withdrawn',
  'study.sheet-corrected',
  'study.readings-named',
  'study.readings-withdrawn',
]);

/** The page of what an entry is about, where there is one. */
export function addressOf({ kind, subjectId }: Pick<Entry, 'kind' | 'subjectId'>): string | null {
  if (aboutActivities.has(kind)) return `/activities/${subjectId}`;
  if (kind.startsWith('assessment.pool-')) return null;
  if (kind.startsWith('assessment.')) return `/assessments/${subjectId}`;
  if (kind.startsWith('organisation.claim')) return `/organisations/${subjectId}/reconciliation`;
  if (changedOrganisation.has(kind)) return `/organisations/${subjectId}`;
  if (kind === 'organisation.classes-kept' || kind === 'roster.categories-kept') return '/lists';
  if (kind.startsWith('obligation.')) return `/obligations/${subjectId}`;
  return null;
}
