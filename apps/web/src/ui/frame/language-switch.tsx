import type { ReactNode } from 'react';
import { useLanguage, useLanguageSwitch } from '../../app/i18n/use-language.ts';
import { UserText } from '../text/user-text.tsx';

/** Offers the other language, in that language, so that who needs it can read it. */
export function LanguageSwitch(): ReactNode {
  const language = useLanguage();
  const switchTo = useLanguageSwitch();
  return (
    <button
      type="button"
      lang={language === 'zh' ? 'en' : 'zh-Hans'}
      onClick={() => switchTo(language === 'zh' ? 'en' : 'zh')}
    >
      {language === 'zh' ? 'English' : <UserText>中文</UserText>}
    </button>
  );
}
