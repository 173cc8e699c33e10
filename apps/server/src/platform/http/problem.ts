import { refusalStatus, type Problem, type RefusalCode } from '@muster/contract';
import type { Refusal } from '@muster/core/kernel';

/** A refusal as RFC 9457: `type` and `code` name the sentence, `params` fill it in, `request` finds it in the log. */
export function problemOf(refusal: Refusal<RefusalCode>, request: string, faults?: Problem['faults']): Problem {
  const code = refusal.refused;
  return {
    type: `urn:muster:refusal:${code}`,
    title: code.replaceAll('-', ' '),
    status: refusalStatus[code],
    code,
    params: { ...refusal.params },
    ...(refusal.field === undefined ? {} : { field: refusal.field }),
    ...(faults === undefined ? {} : { faults }),
    request,
  };
}
