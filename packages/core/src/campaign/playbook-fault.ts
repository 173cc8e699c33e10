/** Everything that can be wrong with a playbook; the code is stable and names the sentence `playbook.<code>`. */
export type PlaybookFaultCode =
  | 'not-yaml'
  | 'tab-indents'
  | 'alias-refused'
  | 'tag-refused'
  | 'key-twice'
  | 'mapping-wanted'
  | 'list-wanted'
  | 'list-empty'
  | 'list-too-long'
  | 'text-wanted'
  | 'text-too-long'
  | 'number-wanted'
  | 'yes-or-no-wanted'
  | 'choice-unknown'
  | 'key-missing'
  | 'key-unknown'
  | 'words-missing'
  | 'term-missing'
  | 'code-invalid'
  | 'code-twice'
  | 'amount-invalid'
  | 'threshold-invalid'
  | 'threshold-missing'
  | 'comparison-wrong'
  | 'measure-unknown'
  | 'grain-mismatch'
  | 'light-with-hours'
  | 'track-unknown'
  | 'bands-gap'
  | 'bands-overlap'
  | 'day-invalid'
  | 'steps-too-long'
  | 'deliverable-unknown'
  | 'deliverable-stray'
  | 'activity-unknown'
  | 'activity-stray'
  | 'lecture-unknown'
  | 'lecture-stray'
  | 'presence-invalid'
  | 'presence-stray'
  | 'track-without-stage'
  // What can be read and makes no sense.
  | 'too-large'
  | 'due-outside-stage'
  | 'ends-before-it-begins'
  | 'class-in-two-batches'
  | 'for-no-track'
  | 'deliverable-not-asked'
  | 'lecture-not-asked'
  | 'presence-missing'
  | 'measure-without-kind'
  | 'light-with-lengths'
  | 'class-unknown'
  | 'category-unknown'
  // What a layer may not do to the playbook above it.
  | 'layer-loosens'
  | 'layer-changes'
  | 'layer-renames'
  | 'layer-adds-stage'
  | 'layer-adds-track'
  | 'layer-adds-kind'
  | 'layer-own-code'
  | 'layer-batch-in-part'
  | 'layer-superior-unknown'
  | 'layer-superior-elsewhere';

/** One thing to mend. `at` is the place as people write it: `stages[0].conditions[1].threshold`, empty for the whole. */
export interface PlaybookFault {
  readonly at: string;
  /** The same place, key by key. */
  readonly path: readonly (string | number)[];
  readonly code: PlaybookFaultCode;
  readonly params: Readonly<Record<string, string | number>>;
}

const senseless: ReadonlySet<PlaybookFaultCode> = new Set<PlaybookFaultCode>([
  'too-large',
  'due-outside-stage',
  'ends-before-it-begins',
  'class-in-two-batches',
  'for-no-track',
  'deliverable-not-asked',
  'lecture-not-asked',
  'presence-missing',
  'measure-without-kind',
  'light-with-lengths',
  'class-unknown',
  'category-unknown',
]);

/**
 * Whether a document cannot be read at all. What makes no sense, or says less than its superior, is refused when it is loaded; what
 * was taken once stays readable, though it was taken before the program knew better or its superior became stricter.
 */
export function isUnreadable({ code }: PlaybookFault): boolean {
  return !code.startsWith('layer-') && !senseless.has(code);
}
