/** Everything that can be wrong with a playbook; the code is stable and names the sentence `playbook.<code>`. */
export type PlaybookFaultCode =
  | 'not-yaml'
  | 'alias-refused'
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
  | 'stage-of-no-track'
  | 'track-without-stage'
  // What a layer may not do to the playbook above it.
  | 'layer-loosens'
  | 'layer-changes'
  | 'layer-renames'
  | 'layer-adds-stage'
  | 'layer-adds-track'
  | 'layer-superior-unknown';

/** One thing to mend. `at` is the place as people write it: `stages[0].conditions[1].threshold`, empty for the whole. */
export interface PlaybookFault {
  readonly at: string;
  /** The same place, key by key. */
  readonly path: readonly (string | number)[];
  readonly code: PlaybookFaultCode;
  readonly params: Readonly<Record<string, string | number>>;
}
