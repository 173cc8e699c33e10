import { useTerms } from '../app/campaign.ts';
import { civilDate, timeText } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import type { Poll } from './queries.ts';

/** From when to when; the day once, where both are of one. */
export function useSpan(): (window: Poll['issuing']) => string {
  const t = useText();
  const { moment } = useFormat();
  return ({ from, until }) => {
    const isOneDay = civilDate(from) === civilDate(until);
    return t('ballot.span', { from: moment(from), until: isOneDay ? timeText(until, 'minute') : moment(until) });
  };
}

/** Who votes, in the words of the campaign. */
export function useRaters(): (raters: Poll['raters']) => string {
  const t = useText();
  const term = useTerms();
  return (raters) => raters.map((each) => term(each, 'many')).join(t('ballot.and'));
}
