import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText, type Text } from '../app/i18n/use-text.ts';
import { StagesBar } from '../ui/course/stages-bar.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useDrill, type Drill } from './batch.ts';
import { stageStates, unitsInAddress, type OverviewStage } from './queries.ts';
import { stageClock, type StageClock } from './stage-clock.ts';

type Props = { readonly organisationId: string; readonly stages: readonly OverviewStage[]; readonly today: string };

export function OverviewStages({ organisationId, stages, today }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { span } = useFormat();
  const drill = useDrill();
  return (
    <StagesBar
      stages={stages.map((stage) => {
        const clock = stageClock(stage, today);
        return {
          key: stage.code,
          name: <UserText>{titles.of(stage.title)}</UserText>,
          dates: stage.fromOn === null || stage.toOn === null ? t('rollup.noDates') : span(stage.fromOn, stage.toOn),
          phase: clock.phase,
          ...(clock.phase === 'now' && { gone: clock.gone }),
          note: <Facts>{stageFacts(t, drill, organisationId, stage, clock)}</Facts>,
        };
      })}
    />
  );
}

/** Days for the stage under way, and how many units are where in it. */
function stageFacts(
  t: Text,
  drill: Drill,
  organisationId: string,
  stage: OverviewStage,
  clock: StageClock,
): readonly ReactNode[] {
  const days = clock.phase === 'now' ? [t('rollup.dayOf', { day: clock.day, days: clock.days })] : [];
  const counts = stageStates
    .filter((state) => stage[state] > 0)
    .map((state) => (
      <Anchor key={state} className="m-link" href={drill(unitsInAddress(organisationId, stage.code, 'stage', state))}>
        {t(`rollup.stage.${state}`, { count: stage[state] })}
      </Anchor>
    ));
  return [...days, ...counts];
}
