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

type Tally = NonNullable<Assessment['tally']>;
type Props = { readonly assessment: Assessment; readonly tally: Tally };

/** Three measures, each with its counts; the band among all bands; and in words whether it stops the unit. */
export function ResultSheet({ assessment, tally }: Props): ReactNode {
  const t = useText();
  const columns = useColumns(tally);
  const eligible = assessment.electorate.member + assessment.electorate.representative;
  const threshold = useThreshold(assessment.stageCode);
  const measures = [
    ['assessment.turnout', tally.cast, eligible],
    ['assessment.satisfiedShare', tally.satisfied, tally.valid],
    ['assessment.dissatisfiedShare', tally.dissatisfied, tally.valid],
  ] as const;
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
        {measures.map(([name, part, whole]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>
              <Percent part={part} whole={whole} />
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
        rows={answerNames}
        rowKey={(answer) => answer}
      />
    </Sheet>
  );
}

function useColumns(tally: Tally): readonly Column<AnswerName>[] {
  const t = useText();
  const term = useTerms();
  return [
    { key: 'answer', head: t('assessment.answerHead'), cell: (answer) => t(`assessment.answer.${answer}`) },
    ...tally.byVoters.map(({ voters, answers }): Column<AnswerName> => ({
      key: voters,
      head: term(voters, 'start-many'),
      align: 'right',
      cell: (answer) => answers[answer],
    })),
    {
      key: 'both',
      head: t('assessment.together'),
      align: 'right',
      cell: (answer) => <b>{tally.byVoters.reduce((sum, { answers }) => sum + answers[answer], 0)}</b>,
    },
  ];
}

/** From which share on the stage is blocked, in words; null when the playbook sets none. */
function useThreshold(stageCode: string): string | null {
  const stage = useCampaign()?.stages.find(({ code }) => code === stageCode);
  const condition = stage?.conditions.find(({ measure }) => measure === 'assessment.dissatisfied');
  if (condition?.thresholdNum == null || condition.thresholdDen === null) return null;
  return `${Math.round((condition.thresholdNum * 10_000) / condition.thresholdDen) / 100} %`;
}
