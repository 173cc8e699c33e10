import { useLanguage } from './use-language.ts';

/** What stands between the names of a list. */
export const useComma = (): string => (useLanguage() === 'zh' ? '、' : ', ');
