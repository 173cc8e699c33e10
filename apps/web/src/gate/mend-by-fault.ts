import { issueOrder } from '@muster/core/supervision';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { useCodeSentence } from '../app/refusal.ts';

/** What would be refused of the day typed, said before anything is sent; without a day, that it is missing. */
export function useMendByFault(mendBy: string): string | undefined {
  const t = useText();
  const today = useToday();
  const say = useCodeSentence();
  if (mendBy === '') return t('refusal.mend-by-missing');
  const refused = issueOrder({ isOfTheUnit: false }, mendBy, today);
  return refused === null ? undefined : say(refused.refused, refused.params);
}
