import type { ReactNode } from 'react';
import { useLanguage } from '../app/i18n/use-language.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import './import.css';
import { columnsOf } from './template.ts';
import type { Imported } from './use-import.ts';

/** What each column takes; the headers are the file's own words. */
export function ImportColumns({ what }: { readonly what: Imported }): ReactNode {
  const t = useText();
  const language = useLanguage();
  return (
    <Sheet title={t('organisation.importing.columns')}>
      <ul className="m-import-columns">
        {columnsOf(what, language).map(({ key, name, required }) => (
          <li key={key}>
            <b>
              <UserText>{name}</UserText>
            </b>
            <span className="m-second">
              {t(`organisation.column.${what}.${key}` as 'organisation.column.members.code')}
              {required && t('organisation.importing.required')}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
