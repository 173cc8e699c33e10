import { columnsIn, type FileWords } from '@muster/core/organisation';
import { answerWords, memberColumns, standingWords } from '@muster/core/roster';
import type { Template } from '../organisation/index.ts';
import type { MemberCategory } from './member-categories.ts';

/** Somebody can be of several categories at once, so these are offered and others let in. */
export function memberTemplate(
  categories: readonly MemberCategory[],
  said: FileWords,
  language: 'zh' | 'en',
): Template {
  return {
    title: language === 'zh' ? '名册' : 'members',
    columns: columnsIn(memberColumns, said),
    choices: [
      {
        key: 'standing',
        words: language === 'zh' ? Object.values(standingWords) : Object.keys(standingWords),
        isOpen: false,
      },
      {
        key: 'categories',
        words: categories.filter(({ isRetired }) => !isRetired).map(({ title }) => title[language]),
        isOpen: true,
      },
      {
        key: 'samePerson',
        words: language === 'zh' ? Object.values(answerWords) : Object.keys(answerWords),
        isOpen: false,
      },
    ],
  };
}
