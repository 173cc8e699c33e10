import {
  columnsIn,
  kindWordsIn,
  operationWords,
  organisationColumns,
  stateWords,
  type FileWords,
  type UnitClass,
} from '@muster/core/organisation';
import type { Template } from './workbook/write-template.ts';

/** The lists are the core's own words and the instance's classes, without those that are given no more. */
export function organisationTemplate(classes: readonly UnitClass[], said: FileWords, language: 'zh' | 'en'): Template {
  const listed = (words: Readonly<Record<string, string>>) =>
    language === 'zh' ? Object.values(words) : Object.keys(words);
  return {
    title: language === 'zh' ? '组织' : 'organisations',
    columns: columnsIn(organisationColumns, said),
    choices: [
      { key: 'kind', words: listed(kindWordsIn(said)), isOpen: false },
      {
        key: 'class',
        words: classes.filter(({ isRetired }) => !isRetired).map(({ title }) => title[language]),
        isOpen: false,
      },
      { key: 'state', words: listed(stateWords), isOpen: false },
      { key: 'operation', words: listed(operationWords), isOpen: false },
    ],
  };
}
