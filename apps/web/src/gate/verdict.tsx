import type { ReactNode } from 'react';
import { useTerm, useTitles } from '../app/campaign.ts';
import { daysBetween } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useStageDays } from '../campaign/dates/use-stage-days.ts';
import { useTrackNote } from '../campaign/dates/track.tsx';
import { useExtensionNote } from '../campaign/dates/unit-extensions.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { Outside } from './outside.tsx';
import type { Gate } from './queries.ts';
import { nextStage, type Standing } from './standing.ts';

/** The page opens with what is missing; when nothing is, with what comes next and whose turn it is. */
export function Verdict({ gate, standing }: { readonly gate: Gate; readonly standing: Standing }): ReactNode {
  const t = useText();
  const { day, fullDay } = useFormat();
  const campaign = useTerm('campaign');
  const team = useTerm('team');
  const office = useTerm('office');
  const { of } = useTitles();
  const next = nextStage(gate.stages);
  const goal = next === null ? t('gate.verdict.end', { campaign }) : t('gate.verdict.next', { stage: of(next.title) });
  const act =
    next === null ? t('gate.verdict.toEnd', { campaign }) : t('gate.verdict.toNext', { stage: of(next.title) });
  switch (standing.is) {
    case 'outside':
      return <Outside unitId={gate.unit.id} />;
    case 'finished':
      return t('gate.verdict.finished');
    case 'over':
      return <Over standing={standing} words={{ campaign, day: fullDay(standing.on), stage: of(standing.stage) }} />;
    case 'blocked':
      return (
        <Say
          k="gate.verdict.blocked"
          count={standing.hard}
          values={{ goal, gap: <span className="m-gap">{t('gate.verdict.items', { count: standing.hard })}</span> }}
        />
      );
    case 'early':
      return t(`gate.verdict.early.${standing.met}`, { act, day: day(standing.earliestOn) });
    case 'ready':
      return t(`gate.verdict.ready.${standing.met}`, { act });
    case 'to-mend':
      return <span className="m-gap">{t(`gate.verdict.toMend.${standing.as}`, { act, office })}</span>;
    case 'sent-back':
      return <span className="m-gap">{t(`gate.verdict.sentBack.${standing.as}`, { act, team, office })}</span>;
    case 'applied':
      return t('gate.verdict.applied', { act, team });
    case 'endorsed':
      return t('gate.verdict.endorsed', { act, office });
  }
}

type OverProps = {
  readonly standing: Extract<Standing, { is: 'over' }>;
  readonly words: { readonly campaign: string; readonly day: string; readonly stage: string };
};

/** That the campaign is over, and how far the unit came in it. */
function Over({ standing: { hard }, words }: OverProps): ReactNode {
  const t = useText();
  if (hard === 0) return t('gate.verdict.over.none', words);
  const gap = <span className="m-gap">{t('gate.verdict.items', { count: hard })}</span>;
  return <Say k="gate.verdict.over.open" values={{ ...words, gap }} />;
}

/** The stage at hand, its dates, the days left, and the earliest day of the transition. */
export function StageLine({ gate, today }: { readonly gate: Gate; readonly today: string }): ReactNode {
  const t = useText();
  const format = useFormat();
  const { of } = useTitles();
  const extended = useExtensionNote(gate.unit.id, gate.stageCode);
  const track = useTrackNote(gate.unit.id);
  const stageDays = useStageDays();
  const stage = gate.stages.find(({ code }) => code === gate.stageCode);
  if (stage === undefined) {
    return <Facts>{gate.stages.map((left) => `${of(left.title)} ${stageDays(left)[0] ?? ''}`)}</Facts>;
  }
  if (gate.campaignClosedOn !== null) {
    return (
      <Facts>
        {of(stage.title)}
        {format.span(stage.startsOn, stage.endsOn)}
        {extended}
        {track}
      </Facts>
    );
  }
  const left = daysBetween(today, stage.endsOn);
  return (
    <Facts>
      {of(stage.title)}
      {t('gate.stageDates', {
        span: format.span(stage.startsOn, stage.endsOn),
        left: left < 0 ? t('ui.overdue', { count: -left }) : t('ui.daysLeft', { count: left }),
        earliest: format.day(stage.earliestOn),
      })}
      {extended}
      {track}
    </Facts>
  );
}
