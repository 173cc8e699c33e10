import type { Text } from '../app/i18n/use-text.ts';

const known = ['died', 'left', 'removed', 'expelled', 'mistaken'] as const;

/** Why a membership ended. */
export function endWord(t: Text, reason: string): string {
  const found = known.find((one) => one === reason);
  return found === undefined ? t('roster.history.ended') : t(`roster.endReason.${found}`);
}
