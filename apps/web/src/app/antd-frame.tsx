import { ConfigProvider, theme } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import type { ReactNode } from 'react';
import { antdTheme } from '../ui/antd-theme.gen.ts';
import { useLanguage } from './i18n/use-language.ts';
import { useDark, useStill } from './surroundings.ts';

/**
 * Ant Design in our colours. It stands inside each lazily loaded part that uses a component of it (a picker, a
 * drawer), not at the root: most pages need none, and then none of its weight is fetched.
 */
export function AntdFrame({ children }: { readonly children: ReactNode }): ReactNode {
  const language = useLanguage();
  const dark = useDark();
  const still = useStill();
  const { token, components } = antdTheme[dark ? 'dark' : 'light'];
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      theme={{
        cssVar: { key: 'muster' },
        hashed: false,
        algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: { ...token, motion: !still },
        components,
      }}
    >
      {children}
    </ConfigProvider>
  );
}
