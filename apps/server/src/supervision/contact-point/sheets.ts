import type { RouteAnswer } from '@muster/contract';
import type { listLeaders } from '@muster/contract/supervision';
import { table, type Bilingual, type SheetsOf, type SheetWords } from '../../platform/http/list-sheets.ts';

type Leader = RouteAnswer<typeof listLeaders>['leaders'][number];
type Gap = Leader['gaps'][number];

const leaders = { zh: '领导参加情况', en: 'Leaders taking part' } as const;
const points = { zh: '联系点', en: 'Contact points' } as const;
const person = { zh: '姓名', en: 'Name' } as const;
const lacking: Readonly<Record<Extract<Gap, object>['duty'], (count: number, branch: string) => Bilingual>> = {
  ownBranch: (count, branch) => ({ zh: `在所在${branch}差 ${count} 次`, en: `own ${branch}: ${count} to go` }),
  contactPoint: (count) => ({ zh: `在联系点差 ${count} 次`, en: `contact point: ${count} to go` }),
  lectures: (count) => ({ zh: `联系点讲课差 ${count} 次`, en: `lectures there: ${count} to go` }),
};

const gapWords = (gap: Gap, words: SheetWords): string =>
  words.of(
    gap === 'no-point'
      ? { zh: '没有联系点', en: 'no contact point' }
      : lacking[gap.duty](gap.lacking, words.term('branch')),
  );
const sum = ({ contactPoints }: Leader, of: 'attended' | 'lectures' | 'guided' | 'solved'): number =>
  contactPoints.reduce((all, point) => all + point[of], 0);

export const leaderSheets: SheetsOf<typeof listLeaders> = {
  name: leaders,
  tables: [
    table(leaders, ({ leaders: rows }) => rows, [
      [person, (leader) => leader.person.name],
      [
        { zh: '职务所在', en: 'Office at' },
        ({ offices }, words) =>
          offices.map(({ organisation }) => organisation.name).join(words.of({ zh: '、', en: ', ' })),
      ],
      [(words) => words.term('branch'), ({ ownBranch }) => ownBranch?.branch.name ?? null],
      [{ zh: '本人到会', en: 'Took part' }, ({ ownBranch }) => ownBranch?.present ?? null],
      [{ zh: '所在处共开', en: 'Held there' }, ({ ownBranch }) => ownBranch?.held ?? null],
      [
        points,
        ({ contactPoints }, words) =>
          contactPoints.map(({ organisation }) => organisation.name).join(words.of({ zh: '、', en: ', ' })),
      ],
      [{ zh: '在联系点参加', en: 'Took part at contact points' }, (leader) => sum(leader, 'attended')],
      [{ zh: '在联系点讲课', en: 'Lectures there' }, (leader) => sum(leader, 'lectures')],
      [{ zh: '指导', en: 'Guidance' }, (leader) => sum(leader, 'guided')],
      [{ zh: '解决问题', en: 'Problems solved' }, (leader) => sum(leader, 'solved')],
      [
        { zh: '还差', en: 'Still to do' },
        ({ gaps }, words) => gaps.map((gap) => gapWords(gap, words)).join(words.of({ zh: '；', en: '; ' })) || null,
      ],
    ]),
    table(
      points,
      ({ leaders: rows }) => rows.flatMap((leader) => leader.contactPoints.map((point) => ({ leader, point }))),
      [
        [person, ({ leader }) => leader.person.name],
        [points, ({ point }) => point.organisation.name],
        [{ zh: '从何时起', en: 'Since' }, ({ point }) => point.fromOn],
        [{ zh: '到何时止', en: 'Until' }, ({ point }) => point.toOn],
        [{ zh: '参加', en: 'Took part' }, ({ point }) => point.attended],
        [{ zh: '讲课', en: 'Lectures' }, ({ point }) => point.lectures],
        [{ zh: '指导', en: 'Guidance' }, ({ point }) => point.guided],
        [{ zh: '解决问题', en: 'Problems solved' }, ({ point }) => point.solved],
      ],
    ),
  ],
  narrowed: ({ show }, words) => (show === 'gaps' ? [words.of({ zh: '还差的', en: 'With a gap' })] : []),
};
