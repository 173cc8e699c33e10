import { Children, Fragment, type ReactNode } from 'react';
import { useLanguage } from '../../app/i18n/use-language.ts';

/** Facts side by side in a caption: a full-width space between them in Chinese, a comma in English. */
export function Facts({ children }: { readonly children: ReactNode }): ReactNode {
  const between = useLanguage() === 'zh' ? '\u3000' : ', ';
  return Children.toArray(children).map((fact, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- the facts of one caption never change places
    <Fragment key={index}>
      {index > 0 && between}
      {fact}
    </Fragment>
  ));
}
