/** What a transaction may see and touch: subtrees of the organisation by path, and the person's own rows. Nothing listed is nobody's. */
export interface Scope {
  readonly paths: readonly string[];
  readonly self: string | null;
  /** Where that person sits, in both trees: its names and stage may be shown, whatever the paths are. */
  readonly home?: readonly string[];
}

/** Sees nothing: sign-in pages, health checks. */
export const NOBODY: Scope = { paths: [], self: null };

/** Spelled out on purpose; for the worker, never for a request. */
export const EVERYWHERE: Scope = { paths: ['*'], self: null };
