import { kindWordsIn, type FileWords } from './file-words.ts';
import { readListed } from './listed-word.ts';
import { kinds, kindWords, type Kind } from './organisation-kinds.ts';

/** However it is written: in the campaign's words, of either language, in ours, or by its code. */
export function readKindIn(words: FileWords, text: string): Kind | null {
  const { english } = words;
  const inEnglish = english && { ...english, region: 'region', general_branch: english.generalBranch };
  const spelt = text.toLowerCase();
  return (
    readListed(kindWordsIn(words), text) ??
    readListed(kindWords, text) ??
    kinds.find((kind) => spelt !== '' && inEnglish?.[kind].toLowerCase() === spelt) ??
    null
  );
}
