import { Refused, type Problem } from '@muster/client';
import { isCivilDate } from '@muster/core/kernel';
import { useFormat } from './format/use-format.ts';
import { useText } from './i18n/use-text.ts';
import type { TextKey } from './i18n/texts.ts';
import { useTermValues } from './term-text.ts';
import { held, underWay } from './under-way.ts';

export type FieldFault = NonNullable<Problem['faults']>[number];

/** The sentence of a refusal, or of a request that never arrived. */
export function useRefusal(): (error: unknown) => string {
  const t = useText();
  const terms = useTermValues();
  const spoken = useSpoken();
  return (error) => {
    if (!(error instanceof Refused)) return t('app.notReached');
    return t(refusalKey(error.problem.code), { ...terms, ...spoken(error.problem.params) });
  };
}

/** What a command would answer, where a list says so beforehand. */
export function useCodeSentence(): (code: string, params: Problem['params']) => string {
  const t = useText();
  const terms = useTermValues();
  const spoken = useSpoken();
  return (code, params) => t(refusalKey(code), { ...terms, ...spoken(params) });
}

/** The fault of one field, by the schema's own code: what is wrong and what would do. */
export function useFieldFault(): (error: unknown, field: string) => string | undefined {
  const t = useText();
  const terms = useTermValues();
  const spoken = useSpoken();
  return (error, field) => {
    if (!(error instanceof Refused)) return undefined;
    const found = error.problem.faults?.find((fault) => fault.field === field || fault.field.startsWith(`${field}.`));
    if (found !== undefined) return t(faultKey(found.code), found.params && spoken(found.params));
    return error.problem.field === field
      ? t(refusalKey(error.problem.code), { ...terms, ...spoken(error.problem.params) })
      : undefined;
  };
}

/** Why one of a list could not be taken, by its place in what was sent. */
export function useListFault(): (error: unknown, place: string) => string | undefined {
  const t = useText();
  const terms = useTermValues();
  const spoken = useSpoken();
  return (error, place) => {
    if (!(error instanceof Refused) || error.problem.code !== 'list-refused') return undefined;
    const found = error.problem.faults?.find(({ field }) => field === place || field.startsWith(`${place}.`));
    return found && t(refusalKey(found.code), { ...terms, ...spoken(found.params ?? {}) });
  };
}

/** The same sentence for a fault that the schema finds before anything is sent. */
export function useFaultSentence(): (code: string) => string {
  const t = useText();
  return (code) => t(faultKey(code));
}

export type FormFaults<Name extends string> = {
  readonly at: (field: Name) => string | undefined;
  /** What belongs to none of the fields shown, for the line above the button. */
  readonly rest: string | undefined;
};

/** The refusal of a form, each fault at its field; with `fields` as the command calls them. */
export function useFormFaults<Name extends string>(error: unknown, fields: readonly Name[]): FormFaults<Name> {
  const sayRefusal = useRefusal();
  const sayFault = useFieldFault();
  const placed = fields.filter((field) => sayFault(error, field) !== undefined);
  return {
    at: (field) => sayFault(error, field),
    rest: error === null || placed.length > 0 ? undefined : sayRefusal(error),
  };
}

type Params = Problem['params'];

/** Dates and times as the rest of a page writes them, and in words what is under way. */
function useSpoken(): (params: Params) => Params {
  const t = useText();
  const { day, moment } = useFormat();
  return (params) => ({
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, spokenOf(value)])),
    ...('transitions' in params && { underWay: underWay(t, params) }),
    ...('organisations' in params && { held: held(t, params) }),
  });

  function spokenOf(value: string | number): string | number {
    if (typeof value !== 'string') return value;
    return isCivilDate(value) ? day(value) : isInstant(value) ? moment(value) : value;
  }
}

const isInstant = (value: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
const refusalKey = (code: string): TextKey => `refusal.${code}` as TextKey;
const faultKey = (code: string): TextKey => `app.fault.${code}` as TextKey;
