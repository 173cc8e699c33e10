import type { CivilDate } from '../kernel/index.ts';
import { raise, settle, type Laying } from './laying.ts';
import { ownJoining, type JoiningRule } from './playbook.ts';
import { dayOf } from './read-guidance.ts';
import { blame, keysOf, under, wholeOf, type Spot } from './spot.ts';

/** How old members are when they join; null where it is not said. The playbook at the bottom may take children too. */
export function readJoining(spot: Spot): JoiningRule | null {
  if (spot.value === undefined) return null;
  const keys = keysOf(spot, { required: ['least'], optional: ['since'] });
  return { least: leastOf(keys.least), since: keys.since.value === undefined ? null : sinceOf(keys.since) };
}

/** A layer may say it where nothing above does, want people older, and ask it of those who joined earlier. */
export function layJoining(laying: Laying, spot: Spot, above: JoiningRule | null): JoiningRule | null {
  if (spot.value === undefined) return above;
  if (above === null) return addJoining(laying, spot);
  const keys = keysOf(spot, { required: [], optional: ['least', 'since'] });
  const tightened = () => laying.changes.push({ subject: 'joining', what: 'tightened' });
  return {
    least: raise(keys.least, above.least, leastOf, tightened),
    since: settle(keys.since, above.since, { read: sinceOf, order, say }, tightened),
  };
}

function addJoining({ changes }: Laying, spot: Spot): JoiningRule | null {
  const rule = readJoining(spot);
  if (rule !== null && rule.least < ownJoining.least) {
    const params = { above: String(ownJoining.least), written: String(rule.least) };
    blame(under(spot, 'least', rule.least), 'layer-loosens', params);
    return null;
  }
  changes.push({ subject: 'joining', what: 'added' });
  return rule;
}

const leastOf = (spot: Spot): number => wholeOf(spot, 0, 99);

/** A day with its year. */
function sinceOf(spot: Spot): CivilDate | null {
  const before = spot.faults.length;
  const day = dayOf(spot);
  if (spot.faults.length === before && day?.length !== 10) blame(spot, 'day-invalid', { value: String(spot.value) });
  return day;
}

/** Without a day it is asked whenever somebody joined: as strict as can be. */
const from = (day: CivilDate | null): CivilDate => day ?? '0000-01-01';
const say = (day: CivilDate | null): string => day ?? '';

function order(written: CivilDate | null, above: CivilDate | null): 'same' | 'stricter' | 'looser' {
  if (from(written) === from(above)) return 'same';
  return from(written) < from(above) ? 'stricter' : 'looser';
}
