import { validOf, type Answers } from '@muster/core/assessment';
import type { ReactNode } from 'react';
import { useCampaign, useTerms } from '../app/campaign.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { Moment } from '../gate/flow.tsx';
import { Percent } from '../ui/figure/percent.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { BandList } from './band-list.tsx';
import { answerNames, type AnswerName } from './paper-count.ts';
import type { Assessment } from './queries.ts';
import { saidTogether, shareNames, shareOf, type ShareName, type Tally } from './shares.ts';

type Line =
  | { readonly kind: 'answer'; readonly name: AnswerName }
  | { readonly kind: 'valid'; readonly name: 'valid' }
  | { readonly kind: 'share'; readonly name: ShareName };
const lines: readonly Line[] = [
  ...answerNames.map((name) => ({ kind: 'answer', name }) as const),
  { kind: 'valid', name: 'valid' },
  ...shareNames.map((name) => ({ kind: 'share', name }) as const),
];
type Props = { readonly assessment: Assessment; readonly tally: Tally };

/** Turnout and the three measures, each with its counts; the band among all bands; and in words whether it stops the unit. */
export function ResultSheet({ assessment, tally }: Props): ReactNode {
  const t = useText();
  const columns = useColumns(tally);
  const eligible = assessment.electorate.member + assessment.electorate.representative;
  const threshold = useThreshold(assessment.stageCode);
  const both = saidTogether(tally);
  const measures = [
    { name: 'turnout', title: t('assessment.turnout'), num: tally.cast, den: eligible },
    ...shareNames.map((name) => ({ name, title: t(`assessment.shareOf.${name}`), ...shareOf[name](both) })),
  ];
  return (
    <Sheet
      title={t('assessment.result')}
      right={
        <Say
          k="assessment.confirmedBy"
          values={{ who: <UserText>{tally.confirmedBy}</UserText>, time: <Moment at={tally.confirmedAt} /> }}
        />
      }
    >
      <dl className="assessment-measures">
        {measures.map(({ name, title, num, den }) => (
          <div key={name}>
            <dt>{title}</dt>
            <dd>
              <Percent part={num} whole={den} />
            </dd>
          </div>
        ))}
      </dl>
      {threshold !== null && (
        <p className="assessment-ruling">
          <StateWord state={tally.blocks ? 'gap' : 'met'}>
            {t(tally.blocks ? 'assessment.stops' : 'assessment.stopsNot', { share: threshold })}
          </StateWord>
        </p>
      )}
      <BandList band={tally.band} />
      <DataTable
        name={t('assessment.result')}
        height="dense"
        columns={columns}
        rows={lines}
        rowKey={({ kind, name }) => `${kind} ${name}`}
      />
    </Sheet>
  );
}

/** The papers by what they say and then the measures, of each group apart and of both. */
function useColumns(tally: Tally): readonly Column<Line>[] {
  const t = useText();
  const term = useTerms();
  return [
    {
      key: 'answer',
      head: t('assessment.answerHead'),
      cell: (line) => t(keyOf(line)),
    },
    ...tally.byVoters.flatMap(({ voters, answers }): Column<Line>[] =>
      voters === 'together'
        ? []
        : [
            {
              key: voters,
              head: term(voters, 'start-many'),
              align: 'right',
              cell: (line) => cellOf(line, answers),
            },
          ],
    ),
    {
      key: 'both',
      head: t('assessment.together'),
      align: 'right',
      cell: (line) => <b>{cellOf(line, saidTogether(tally))}</b>,
    },
  ];
}

function cellOf(line: Line, answers: Answers): ReactNode {
  if (line.kind === 'answer') return answers[line.name];
  if (line.kind === 'valid') return validOf(answers);
  const { num, den } = shareOf[line.name](answers);
  return <Percent part={num} whole={den} countsBeside />;
}

function keyOf({ kind, name }: Line) {
  if (kind === 'valid') return 'assessment.valid';
  return kind === 'answer' ? (`assessment.answer.${name}` as const) : (`assessment.share.${name}` as const);
}

/** From which share on the stage is blocked, in words; null when the playbook sets none. */
function useThreshold(stageCode: string): string | null {
  const stage = useCampaign()?.stages.find(({ code }) => code === stageCode);
  const condition = stage?.conditions.find(({ measure }) => measure === 'assessment.dissatisfied');
  if (condition?.thresholdNum == null || condition.thresholdDen === null) return null;
  return `${Math.round((condition.thresholdNum * 10_000) / condition.thresholdDen) / 100} %`;
}
