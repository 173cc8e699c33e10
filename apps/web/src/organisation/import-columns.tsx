import { columnsIn, emptyCells } from '@muster/core/organisation';
import type { ReactNode } from 'react';
import { useLanguage } from '../app/i18n/use-language.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import './import.css';
import { useFileWords } from './file-words.ts';
import { columnsOf, type Imported } from './imported.ts';

/** What each column takes; the headers are the file's own words, in either language. */
export function ImportColumns({ what }: { readonly what: Imported }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const words = useFileWords();
  return (
    <Sheet title={t('organisation.importing.columns')}>
      <ul className="m-import-columns">
        {columnsIn<string>(columnsOf[what], words).map(({ key, names: [chinese, english], required, note }) => (
          <li key={key}>
            <b>
              <UserText>{language === 'en' ? english : chinese}</UserText>
            </b>
            <span className="m-second">
              {note[language]}
              {required && t('organisation.importing.required')}
            </span>
          </li>
        ))}
        <li>
          <b>{emptyCells.name[language]}</b>
          <span className="m-second">{emptyCells.note[language]}</span>
        </li>
      </ul>
    </Sheet>
  );
}
