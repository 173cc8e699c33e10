import type { TextKey } from './i18n/texts.ts';
import type { Text } from './i18n/use-text.ts';

type Counts = Readonly<Record<string, unknown>>;

/** What somebody has begun at an organisation, as a refusal counts it; what there is none of is not named. */
export function underWay(t: Text, counts: Counts): string {
  return named(t, counts, ['app.underWay.transfers', 'app.underWay.transitions', 'app.underWay.assessments']);
}

/** Whom and what an organisation still holds, in the same way. */
export function held(t: Text, counts: Counts): string {
  return named(t, counts, ['app.held.organisations', 'app.held.members']);
}

function named(t: Text, counts: Counts, keys: readonly TextKey[]): string {
  return keys
    .map((key) => ({ key, count: Number(counts[key.slice(key.lastIndexOf('.') + 1)] ?? 0) }))
    .filter(({ count }) => count > 0)
    .map(({ key, count }) => t(key, { count }))
    .join(t('app.underWay.comma'));
}
