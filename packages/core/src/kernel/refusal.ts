/** An expected failure as a value: a stable code, which is also the translation key, and what the sentence needs. */
export interface Refusal<Code extends string = string> {
  readonly refused: Code;
  readonly params: Readonly<Record<string, string | number>>;
  /** The input that has to be mended, as a path like `absences.0.reason`. */
  readonly field?: string;
  /** Where one input has many things to mend, each with its place. */
  readonly faults?: readonly InputFault[];
}

/** One thing to mend in an input; `code` is a translation key, `message` says the same to a program's author. */
export interface InputFault {
  readonly field: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly message: string;
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
