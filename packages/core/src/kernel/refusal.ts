/** An expected failure as a value: a stable code, which is also the translation key, and what the sentence needs. */
export interface Refusal<Code extends string = string> {
  readonly refused: Code;
  readonly params: Readonly<Record<string, string | number>>;
  /** The input that has to be mended, as a path like `absences.0.reason`. */
  readonly field?: string;
}

export function refuse<Code extends string>(
  code: Code,
  params: Readonly<Record<string, string | number>> = {},
  field?: string,
): Refusal<Code> {
  return field === undefined ? { refused: code, params } : { refused: code, params, field };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && 'params' in value;
}
