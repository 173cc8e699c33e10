import type { Band, Bilingual } from '@muster/core/campaign';

/** From where to where a band of satisfaction reaches. */
export function bandTitle({ min, below }: Band): Bilingual {
  if (below === null) return { zh: `${min ?? 0} % 及以上`, en: `${min ?? 0} % and over` };
  if (min === null) return { zh: `不足 ${below} %`, en: `under ${below} %` };
  return { zh: `${min} % 至不足 ${below} %`, en: `${min} % to under ${below} %` };
}
