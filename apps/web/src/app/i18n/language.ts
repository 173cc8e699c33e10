export type Language = 'zh' | 'en';

const remembered = 'muster.language';

/** `?lang=` first, then what was chosen last, then Chinese. */
export function firstLanguage(search: string, store: Pick<Storage, 'getItem'>): Language {
  const asked = new URLSearchParams(search).get('lang') ?? store.getItem(remembered);
  return asked === 'en' ? 'en' : 'zh';
}

/** Remembers the choice and tells the document. */
export function settleLanguage(language: Language): void {
  localStorage.setItem(remembered, language);
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
}
