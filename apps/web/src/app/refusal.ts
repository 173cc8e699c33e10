import { Refused, type Problem } from '@muster/client';
import { useText, type TextValues } from './i18n/use-text.ts';
import type { TextKey } from './i18n/texts.ts';

export type FieldFault = NonNullable<Problem['faults']>[number];

/** The sentence of a refusal, or of a request that never arrived. */
export function useRefusal(): (error: unknown) => string {
  const t = useText();
  return (error) => {
    if (!(error instanceof Refused)) return t('app.notReached');
    return t(refusalKey(error.problem.code), error.problem.params);
  };
}

/** The fault of one field, by the schema's own code: what is wrong and what would do. */
export function useFieldFault(): (error: unknown, field: string) => string | undefined {
  const t = useText();
  return (error, field) => {
    if (!(error instanceof Refused)) return undefined;
    const found = error.problem.faults?.find((fault) => fault.field === field || fault.field.startsWith(`${field}.`));
    if (found !== undefined) return t(faultKey(found.code), found.params as TextValues | undefined);
    return error.problem.field === field ? t(refusalKey(error.problem.code), error.problem.params) : undefined;
  };
}

const refusalKey = (code: string): TextKey => `refusal.${code}` as TextKey;
const faultKey = (code: string): TextKey => `app.fault.${code}` as TextKey;
