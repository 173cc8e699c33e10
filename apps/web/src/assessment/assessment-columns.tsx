import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Percent } from '../ui/figure/percent.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { StateWord } from '../ui/sign/state-word.tsx';
import { Facts } from '../ui/text/facts.tsx';
import type { Assessment } from './queries.ts';
import { saidTogether, shareNames, shareOf, type ShareName, type Tally } from './shares.ts';

export function useAssessmentColumns(): readonly Column<Assessment>[] {
  const t = useText();
  const titles = useTitles();
  const { due } = useFormat();
  return [
    {
      key: 'attempt',
      head: t('assessment.attemptHead'),
      cell: ({ id, attempt, stageCode, pool }) => (
        <>
          <Anchor className="m-link" href={`/assessments/${id}`}>
            {t('assessment.attempt', { number: attempt })}
          </Anchor>
          <span className="m-second">
            <Facts>
              {titles.stage(stageCode)}
              {pool !== null && t('assessment.pool.mark')}
            </Facts>
          </span>
        </>
      ),
    },
    {
      key: 'held',
      head: t('assessment.heldOn'),
      label: t('assessment.heldOn'),
      cell: ({ heldOn }) => due(heldOn),
    },
    {
      key: 'electorate',
      head: t('assessment.mayVote'),
      label: t('assessment.mayVote'),
      cell: ({ electorate }) => <Electorate electorate={electorate} />,
    },
    {
      key: 'state',
      width: 240,
      head: t('assessment.stateHead'),
      label: t('assessment.stateHead'),
      cell: (assessment) => <AssessmentState assessment={assessment} />,
    },
    ...shareNames.map((name): Column<Assessment> => ({
      key: name,
      width: 140,
      head: t(`assessment.share.${name}`),
      label: t(`assessment.share.${name}`),
      cell: ({ tally }) => (tally === null ? '—' : <TallyShare name={name} tally={tally} />),
    })),
  ];
}

function TallyShare({ name, tally }: { readonly name: ShareName; readonly tally: Tally }): ReactNode {
  const { num, den } = shareOf[name](saidTogether(tally));
  return <Percent part={num} whole={den} />;
}

export function Electorate({ electorate }: { readonly electorate: Assessment['electorate'] }): ReactNode {
  const t = useText();
  const term = useTerms();
  return (
    <span className="m-fact">
      {t('assessment.electorate', {
        member: term('member', 'many'),
        members: electorate.member,
        representative: term('representative', 'many'),
        representatives: electorate.representative,
      })}
    </span>
  );
}

function AssessmentState({
  assessment: { state, tally, tellers, report, tooFew },
}: {
  readonly assessment: Assessment;
}): ReactNode {
  const t = useText();
  const team = useTerms()('team');
  switch (state) {
    case 'counting':
      return <StateWord state="wait">{t('assessment.state.counting', { counted: tellers.length })}</StateWord>;
    case 'differing':
      return <StateWord state="gap">{t('assessment.state.differing')}</StateWord>;
    case 'agreed':
      return <StateWord state="wait">{t('assessment.state.agreed', { team })}</StateWord>;
    case 'confirmed':
      if (tooFew !== null)
        return (
          <StateWord state="gap">
            {t(report === null ? 'assessment.state.tooFewToReport' : 'assessment.state.tooFew')}
          </StateWord>
        );
      return tally?.blocks === true ? (
        <StateWord state="gap">
          {t(report === null ? 'assessment.state.blocks' : 'assessment.state.blocksReported')}
        </StateWord>
      ) : (
        <StateWord state="met">
          {t(report === null ? 'assessment.state.confirmed' : 'assessment.state.reported')}
        </StateWord>
      );
  }
}
