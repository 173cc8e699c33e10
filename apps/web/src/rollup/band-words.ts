import type { useText } from '../app/i18n/use-text.ts';

type Band = { readonly min: number | null; readonly below: number | null };

/** From where to where a band reaches, in percent. */
export function bandWords(t: ReturnType<typeof useText>, { min, below }: Band): string {
  if (min === null) return t('rollup.bands.below', { below: below ?? 0 });
  return below === null ? t('rollup.bands.from', { min }) : t('rollup.bands.between', { min, below });
}
