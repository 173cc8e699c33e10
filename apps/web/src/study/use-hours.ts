import { useCampaign, useTerms } from '../app/campaign.ts';
import { countText } from '../app/format/numbers.ts';
import { inHours } from './hours.ts';

type Hours = {
  /** `2`, `1.5` */
  readonly figure: (minutes: number) => string;
  /** `学时`, `study hours`, as it stands behind that many. */
  readonly noun: (minutes: number) => string;
  /** `2 学时`, `1.5 study hours` */
  readonly words: (minutes: number) => string;
  /** The same as a number, for a figure that stands beside its need. */
  readonly count: (minutes: number) => number;
};

/** Minutes as the campaign counts them. */
export function useHours(): Hours {
  const campaign = useCampaign();
  const term = useTerms();
  const count = (minutes: number): number => inHours(minutes, campaign?.studyHourMinutes ?? 60);
  const figure = (minutes: number): string => countText(count(minutes));
  const noun = (minutes: number): string => term('studyHour', count(minutes) === 1 ? 'one' : 'many');
  const words = (minutes: number): string => `${figure(minutes)} ${noun(minutes)}`;
  return { figure, noun, words, count };
}
