import { keep, keepWords, layList, raise, type Laying } from './laying.ts';
import type { MakeUp, MakeUpMode } from './playbook.ts';
import { distinctListOf } from './read-named.ts';
import { blame, codeOf, flagOf, keysOf, under, wholeOf, wordsOf, type Spot } from './spot.ts';

/** What an absence asks for; without it an absence asks for nothing. */
export function readMakeUp(spot: Spot): MakeUp | null {
  return spot.value === undefined ? null : wholeMakeUp(spot, readMode);
}

function wholeMakeUp(spot: Spot, read: (mode: Spot) => MakeUpMode): MakeUp {
  const keys = keysOf(spot, { required: ['daysBeforeEnd', 'modes'] });
  return { daysBeforeEnd: wholeOf(keys.daysBeforeEnd, 0, 366), modes: distinctListOf(keys.modes, 20, read) };
}

function readMode(spot: Spot): MakeUpMode {
  const keys = keysOf(spot, { required: ['code', 'title'], optional: ['earns'] });
  return { code: codeOf(keys.code), title: wordsOf(keys.title), earns: flagOf(keys.earns) };
}

/** What is credited is fixed at the bottom: hours that nothing above gives would fill a condition that is hard there. */
function readModeBeneath(spot: Spot): MakeUpMode {
  const mode = readMode(spot);
  if (mode.earns) blame(under(spot, 'earns', true), 'layer-loosens', { above: 'false', written: 'true' });
  return mode;
}

/** A layer may ask for it, bring ways of making up that earn nothing and want it sooner; what a way earns stays. */
export function layMakeUp(laying: Laying, spot: Spot, above: MakeUp | null): MakeUp | null {
  if (spot.value === undefined) return above;
  if (above === null) {
    laying.changes.push({ subject: 'makeUp', what: 'added' });
    return wholeMakeUp(spot, readModeBeneath);
  }
  const keys = keysOf(spot, { required: [], optional: ['daysBeforeEnd', 'modes'] });
  return {
    daysBeforeEnd: raise(
      keys.daysBeforeEnd,
      above.daysBeforeEnd,
      (item) => wholeOf(item, 0, 366),
      () => laying.changes.push({ subject: 'makeUp', what: 'tightened' }),
    ),
    modes: layList(laying, keys.modes, above.modes, 'makeUp.modes', { most: 20, read: readModeBeneath, lay: layMode }),
  };
}

function layMode(spot: Spot, above: MakeUpMode): MakeUpMode {
  const keys = keysOf(spot, { required: ['code'], optional: ['title', 'earns'] });
  keepWords(keys.title, above.title);
  keep(keys.earns, above.earns, flagOf);
  return above;
}
