export type Language = 'zh' | 'en';

const remembered = 'muster.language';

/** `?lang=` first, then what was chosen last, then Chinese for whoever reads it by the browser's list, else English. */
export function firstLanguage(search: string, store: Pick<Storage, 'getItem'>, preferred: readonly string[]): Language {
  const asked = new URLSearchParams(search).get('lang') ?? store.getItem(remembered);
  if (asked === 'en' || asked === 'zh') return asked;
  return preferred.some((tag) => /^zh\b/i.test(tag)) ? 'zh' : 'en';
}

/** Remembers the choice and tells the document. */
export function settleLanguage(language: Language): void {
  localStorage.setItem(remembered, language);
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
}
