import type { RouteAnswer } from '@muster/contract';
import type { listAssessments } from '@muster/contract/assessment';
import { answerNames, together, type AnswerName, type Answers, type Papers } from '@muster/core/assessment';
import {
  table,
  type Bilingual,
  type SheetColumn,
  type SheetsOf,
  type SheetWords,
} from '../platform/http/list-sheets.ts';
import { shareColumns } from './share-columns.ts';

type Answer = RouteAnswer<typeof listAssessments>;
type Attempt = Answer['assessments'][number];

const head = {
  attempts: { zh: '各次测评', en: 'Attempts' },
  results: { zh: '结果', en: 'Results' },
  differences: { zh: '计票不一致', en: 'Where tellers differed' },
  came: { zh: '随人转来的测评', en: 'Votes that came along' },
  stage: { zh: '阶段', en: 'Stage' },
  attempt: { zh: '次数', en: 'Attempt' },
  held: { zh: '投票日期', en: 'Day of the vote' },
  valid: { zh: '有效票', en: 'Valid' },
  voters: { zh: '投票人', en: 'Voters' },
} as const;

const states: Readonly<Record<Attempt['state'] | 'tooFew', Bilingual>> = {
  counting: { zh: '计票中', en: 'Being counted' },
  differing: { zh: '两人不一致', en: 'The two differ' },
  agreed: { zh: '两人一致，等核验', en: 'Counted alike, to be confirmed' },
  confirmed: { zh: '已核验', en: 'Confirmed' },
  tooFew: { zh: '有效票太少，没有结果', en: 'Too few papers, no result' },
};

const answers: Readonly<Record<AnswerName, Bilingual>> = {
  satisfied: { zh: '满意', en: 'Satisfied' },
  basicallySatisfied: { zh: '基本满意', en: 'Basically satisfied' },
  dissatisfied: { zh: '不满意', en: 'Dissatisfied' },
  dontKnow: { zh: '不了解', en: 'Do not know' },
  void: { zh: '无效票', en: 'Void papers' },
};

/** Whose attempt a line is of, the same on every sheet. */
const which: readonly SheetColumn<Attempt>[] = [
  [(words) => words.term('unit'), ({ unit }) => unit.name],
  [head.stage, ({ stageCode, campaignId }, words) => words.title('stage', stageCode, campaignId)],
  [head.attempt, ({ attempt }) => attempt],
];

const ofAttempt = <Row extends { readonly of: Attempt }>(): readonly SheetColumn<Row>[] =>
  which.map(([name, cell]) => [name, (row: Row, words: SheetWords) => cell(row.of, words)]);

const yes = (is: boolean, words: SheetWords): string | null => (is ? words.of({ zh: '是', en: 'yes' }) : null);

/** What members and representatives said together. */
const saidTogether = ({ tally }: Attempt): Answers | null => {
  if (tally === null) return null;
  const said = Object.fromEntries(tally.byVoters.map((group) => [group.voters, group.answers]));
  return said['together'] ?? together(said as Record<keyof Papers, Answers>);
};

const resultsOf = ({ assessments }: Answer) =>
  assessments.flatMap((of) => of.tally?.byVoters.map((group) => ({ of, ...group })) ?? []);

/** Cells in which two tellers of a round did not agree, of every round that is shown; empty what is not shown to who reads. */
function differencesOf({ assessments }: Answer) {
  return assessments.flatMap((of) =>
    of.rounds.flatMap(({ round, tellers, differs }) =>
      differs.map(({ voters, answer }) => {
        const [first, second] = tellers.map(
          ({ personId }) =>
            of.counts.find((count) => count.round === round && count.personId === personId && count.voters === voters)
              ?.answers[answer] ?? null,
        );
        return { of, round, voters, answer, first: first ?? null, second: second ?? null };
      }),
    ),
  );
}

export const attemptSheets: SheetsOf<typeof listAssessments> = {
  name: { zh: '满意度测评', en: 'Assessments' },
  tables: [
    table(head.attempts, ({ assessments }) => assessments, [
      ...which,
      [head.held, ({ heldOn }) => heldOn],
      [{ zh: '能参加的', en: 'May vote' }, ({ electorate }) => electorate.member + electorate.representative],
      [
        { zh: '办到哪里', en: 'How far' },
        ({ state, tooFew }, words) => words.of(states[tooFew !== null && state === 'confirmed' ? 'tooFew' : state]),
      ],
      [{ zh: '投出', en: 'Cast' }, ({ tally }) => tally?.cast ?? null],
      [head.valid, ({ tally, tooFew }) => tally?.valid ?? tooFew?.valid ?? null],
      [{ zh: '满意和基本满意', en: 'Satisfied and basically satisfied' }, ({ tally }) => tally?.satisfied ?? null],
      [answers.dissatisfied, ({ tally }) => tally?.dissatisfied ?? null],
      ...shareColumns(saidTogether),
      [{ zh: '不能转段', en: 'Blocks' }, ({ tally }, words) => yes(tally?.blocks === true, words)],
      [
        { zh: '合并测评的', en: 'Together with' },
        ({ pool, unit }) => pool?.units.flatMap(({ id, name }) => (id === unit.id ? [] : [name])).join('、') ?? null,
      ],
      [{ zh: '核验人', en: 'Confirmed by' }, ({ tally }) => tally?.confirmedBy ?? null],
      [{ zh: '核验时间', en: 'Confirmed' }, ({ tally }, words) => tally && words.moment(tally.confirmedAt)],
      [{ zh: '上报人', en: 'Reported by' }, ({ report }) => report?.by ?? null],
      [{ zh: '上报时间', en: 'Reported' }, ({ report }, words) => report && words.moment(report.at)],
      [{ zh: '上报说明', en: 'Note of the report' }, ({ report }) => report?.note ?? null],
    ]),
    table(head.results, resultsOf, [
      ...ofAttempt<ReturnType<typeof resultsOf>[number]>(),
      [
        head.voters,
        ({ voters }, words) => (voters === 'together' ? words.of({ zh: '合计', en: 'Together' }) : words.term(voters)),
      ],
      [{ zh: '能参加的', en: 'May vote' }, ({ eligible }) => eligible],
      ...answerNames.map((name): SheetColumn<ReturnType<typeof resultsOf>[number]> => [
        answers[name],
        ({ answers: papers }) => papers[name],
      ]),
      ...shareColumns<ReturnType<typeof resultsOf>[number]>(({ answers: papers }) => papers),
    ]),
    table(head.differences, differencesOf, [
      ...ofAttempt<ReturnType<typeof differencesOf>[number]>(),
      [{ zh: '第几轮', en: 'Round' }, ({ round }) => round],
      [head.voters, ({ voters }, words) => words.term(voters)],
      [{ zh: '答案', en: 'Answer' }, ({ answer }, words) => words.of(answers[answer])],
      [{ zh: '计票人 1', en: 'Teller 1' }, ({ first }) => first],
      [{ zh: '计票人 2', en: 'Teller 2' }, ({ second }) => second],
    ]),
    table(head.came, ({ cameAlong }) => cameAlong, [
      [{ zh: '在哪里测评', en: 'Held at' }, ({ from }) => from.name],
      [head.stage, ({ stageCode }, words) => words.title('stage', stageCode)],
      [head.attempt, ({ attempt }) => attempt],
      [head.held, ({ heldOn }) => heldOn],
      [{ zh: '从那里来的', en: 'Members from there' }, ({ came }) => came],
      [head.valid, ({ valid }) => valid],
      [answers.dissatisfied, ({ dissatisfied }) => dissatisfied],
    ]),
  ],
};
