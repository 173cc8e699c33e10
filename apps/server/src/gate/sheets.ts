import type { RouteAnswer } from '@muster/contract';
import type { listTransitions } from '@muster/contract/gate';
import { table, type SheetsOf, type SheetWords } from '../platform/http/list-sheets.ts';

type Transition = RouteAnswer<typeof listTransitions>['transitions'][number];

const transitions = { zh: '转段', en: 'Transitions' } as const;

function stateOf({ state }: Transition, words: SheetWords): string {
  const [team, office, campaign] = [words.term('team'), words.term('office'), words.term('campaign')];
  const states: Readonly<Record<Transition['state'], { readonly zh: string; readonly en: string }>> = {
    applied: { zh: `等${team}复核`, en: `Awaits: ${team}` },
    endorsed: { zh: `等${office}决定`, en: `Awaits: ${office}` },
    returned: { zh: `${team}已退回`, en: 'Returned' },
    refused: { zh: `${office}不予转段`, en: 'Refused' },
    stale: { zh: '记录有变，已失效', en: 'Records changed, no longer valid' },
    passed: { zh: `${office}已准予转段`, en: 'Passed' },
    lapsed: { zh: `到${campaign}关闭时还没有决定`, en: 'Undecided when it was closed' },
  };
  return words.of(states[state]);
}

export const transitionSheets: SheetsOf<typeof listTransitions> = {
  name: transitions,
  tables: [
    table(transitions, ({ transitions: rows }) => rows, [
      [(words) => words.term('unit'), ({ unit }) => unit.name],
      [{ zh: '阶段', en: 'Stage' }, ({ stageCode, campaignId }, words) => words.title('stage', stageCode, campaignId)],
      [{ zh: '办到哪里', en: 'State' }, stateOf],
      [{ zh: '从何时起', en: 'Since' }, ({ steps }, words) => words.moment(steps.at(-1)?.at ?? '')],
      [{ zh: '申请人', en: 'Applied by' }, ({ steps }) => steps[0]?.actorName ?? null],
    ]),
  ],
  narrowed: ({ awaiting }, words) => [
    words.of(awaiting === 'me' ? { zh: '等我办的', en: 'Awaiting me' } : { zh: '等别人办的', en: 'Awaiting others' }),
  ],
};
