import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { useText, type Text } from '../app/i18n/use-text.ts';
import { useStageDays } from '../campaign/dates/use-stage-days.ts';
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
  const stageDays = useStageDays();
  const drill = useDrill();
  return (
    <StagesBar
      stages={stages.map((stage) => {
        const clock = stageClock(stage, today);
        return {
          key: stage.code,
          name: <UserText>{titles.of(stage.title)}</UserText>,
          dates: <Facts>{daysOf(stage, stageDays) ?? t('rollup.noDates')}</Facts>,
          phase: clock.phase,
          ...(clock.phase === 'now' && { gone: clock.gone }),
          note: <Facts>{stageFacts(t, drill, organisationId, stage, clock)}</Facts>,
        };
      })}
    />
  );
}

function daysOf(
  { fromOn, toOn, closedOn }: OverviewStage,
  stageDays: ReturnType<typeof useStageDays>,
): readonly string[] | null {
  return fromOn === null || toOn === null ? null : stageDays({ startsOn: fromOn, endsOn: toOn, closedOn });
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
