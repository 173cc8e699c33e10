import { createInstance, type FormatterModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { formatted } from './formatted.ts';
import { firstLanguage, settleLanguage, type Language } from './language.ts';

const files = import.meta.glob<object>('/src/*/{zh,en}.json', { eager: true, import: 'default' });

/** Gathers every slice's two files, each under its slice's name. */
function gathered(language: Language): Record<string, object> {
  const ending = `/${language}.json`;
  const ours = Object.entries(files).filter(([path]) => path.endsWith(ending));
  return Object.fromEntries(
    ours.map(([path, texts]) => [path.slice(0, -ending.length).split('/').at(-1) ?? '', texts]),
  );
}

const formatter: FormatterModule = {
  type: 'formatter',
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value: unknown, how) => formatted(value, how),
};

/** The texts are in the bundle, so that this is done when it returns. */
export function startI18n(): void {
  const texts = createInstance();
  texts.on('languageChanged', (language) => settleLanguage(language === 'en' ? 'en' : 'zh'));
  void texts
    .use(initReactI18next)
    .use(formatter)
    .init({
      initAsync: false,
      lng: firstLanguage(location.search, localStorage, navigator.languages),
      fallbackLng: false,
      resources: { zh: { translation: gathered('zh') }, en: { translation: gathered('en') } },
      nsSeparator: false,
      interpolation: { escapeValue: false, alwaysFormat: true },
      react: { useSuspense: false },
    });
}
