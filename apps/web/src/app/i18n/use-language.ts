import { useTranslation } from 'react-i18next';
import type { Language } from './language.ts';

export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh';
}

/** Switches the whole desk at once. */
export function useLanguageSwitch(): (language: Language) => void {
  const { i18n } = useTranslation();
  return (language) => void i18n.changeLanguage(language);
}
