import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';

type Stage = {
  readonly startsOn: string;
  readonly endsOn: string;
  /** When it was left. */
  readonly closedOn: string | null;
};

/** The last day of a stage: of one that was left the day of that, whenever it was to end. */
export function lastDay({ startsOn, endsOn, closedOn }: Stage): string {
  return closedOn === null || closedOn < startsOn ? endsOn : closedOn;
}

/** From when to when a stage goes or went, with the end that was planned where it ended on another day. */
export function useStageDays(): (stage: Stage) => readonly string[] {
  const t = useText();
  const { span, day } = useFormat();
  return (stage) => {
    const last = lastDay(stage);
    const planned = last === stage.endsOn ? [] : [t('campaign.dates.plannedUntil', { day: day(stage.endsOn) })];
    return [span(stage.startsOn, last), ...planned];
  };
}
