import type { Text } from './i18n/use-text.ts';

type Counts = Readonly<Record<string, unknown>>;

const counted = ['transfers', 'transitions', 'assessments'] as const;

/** What somebody has begun at an organisation, as a refusal counts it; what there is none of is not named. */
export function underWay(t: Text, counts: Counts): string {
  return counted
    .map((what) => ({ what, count: Number(counts[what] ?? 0) }))
    .filter(({ count }) => count > 0)
    .map(({ what, count }) => t(`app.underWay.${what}`, { count }))
    .join(t('app.underWay.comma'));
}
