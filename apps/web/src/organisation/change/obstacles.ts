import { useFormat } from '../../app/format/use-format.ts';
import { useTermText } from '../../app/term-text.ts';
import { useCodeSentence } from '../../app/refusal.ts';
import type { Effects } from './queries.ts';

export type ChangeAct = 'move' | 'merge' | 'close';

export type Held = { readonly name: string; readonly effects: Effects };

/** What has to be settled before: nobody is left without anybody who answers for them. Of a merger, at either end. */
export function useObstacles(act: ChangeAct): (held: Held | null, into: Held | null) => readonly string[] {
  const t = useTermText();
  const say = useCodeSentence();
  const { due } = useFormat();
  const underWay = useUnderWay();
  const skips = useSkips();
  return (from, into) => {
    if (act === 'move' || from === null) return [];
    const { openOrders, firstOrder, childrenInAll, hostedBranches, ownMembers, failedVote } = from.effects;
    const held = childrenInAll + hostedBranches.length;
    const obstacles: readonly (string | false)[] = [
      act === 'close' &&
        held + ownMembers > 0 &&
        say('organisation-not-empty', { organisations: held, members: ownMembers, names: '' }),
      act === 'merge' && failedVote !== null && t('refusal.vote-failed'),
      act === 'merge' && into !== null && skips(from, into),
      underWay(from),
      into !== null && underWay(into),
      firstOrder !== null &&
        t('refusal.orders-not-verified', { orders: openOrders, owed: firstOrder.text, dueOn: due(firstOrder.dueOn) }),
    ];
    return obstacles.filter((obstacle) => obstacle !== false);
  };
}

function useUnderWay(): (held: Held) => string | false {
  const say = useCodeSentence();
  return ({ name, effects: { openTransfers, openTransitions, openAssessments } }) => {
    const params = { name, transfers: openTransfers, transitions: openTransitions, assessments: openAssessments };
    return openTransfers + openTransitions + openAssessments > 0 && say('organisation-in-procedure', params);
  };
}

/** Nobody comes past a hard condition by a merger into a unit that has passed it. */
function useSkips(): (from: Held, into: Held) => string | false {
  const say = useCodeSentence();
  return (from, into) => {
    const open = from.effects.stages.flatMap((one) => {
      const there = into.effects.stages.find(({ campaignId }) => campaignId === one.campaignId);
      return one.open !== null && there?.passed.includes(one.open.code) === true ? one.open.openHard : [];
    });
    const conditions = open.reduce((sum, each) => sum + each, 0);
    return conditions > 0 && say('merge-skips-a-stage', { name: from.name, into: into.name, conditions });
  };
}
