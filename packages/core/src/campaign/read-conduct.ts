import {
  laterTermNames,
  requiredTerms,
  rhythms,
  type Goal,
  type RecurringReport,
  type Responsibility,
} from './playbook.ts';
import { dayOf } from './read-guidance.ts';
import { codeOf, fullListOf, keysOf, oneOf, wholeOf, wordsOf, type Spot } from './spot.ts';

const terms = [...requiredTerms, ...laterTermNames];

export function readGoal(spot: Spot): Goal {
  const keys = keysOf(spot, { required: ['code', 'title'], optional: ['batches'] });
  return {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    batches: keys.batches.value === undefined ? null : fullListOf(keys.batches, 20, (item) => wholeOf(item, 1, 99)),
  };
}

export function readResponsibility(spot: Spot): Responsibility {
  const keys = keysOf(spot, { required: ['code', 'title', 'who'] });
  return { code: codeOf(keys.code), title: wordsOf(keys.title), who: wordsOf(keys.who) };
}

export function readReport(spot: Spot): RecurringReport {
  const keys = keysOf(spot, { required: ['code', 'title', 'every', 'by', 'to'], optional: ['since'] });
  return {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    every: oneOf(keys.every, rhythms, 'stage'),
    by: oneOf(keys.by, terms, 'unit'),
    to: wordsOf(keys.to),
    since: keys.since.value === undefined ? null : dayOf(keys.since),
  };
}
