import type { MobilisedState } from '@muster/core/study';
import { useText } from '../../app/i18n/use-text.ts';

/** Whether a level held a meeting, in words. */
export function useStateWords(): Readonly<Record<MobilisedState, string>> {
  const t = useText();
  return {
    'not-held': t('study.mobilisation.notHeld'),
    'without-head': t('study.mobilisation.withoutHead'),
    'in-person': t('study.mobilisation.inPerson'),
  };
}
