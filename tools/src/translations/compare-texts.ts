import type { Fault } from '../house/fault.ts';
import { parametersOf, singleKey, type Texts } from './read-texts.ts';

const chinese = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/** One slice's two languages side by side: the same keys, the same parameters, nothing empty, no Chinese in the English. */
export function compareTexts(zhPath: string, zh: Texts, enPath: string, en: Texts): Fault[] {
  return [
    ...missing(enPath, en, zh),
    ...missing(zhPath, zh, en),
    ...emptyTexts(zhPath, zh),
    ...emptyTexts(enPath, en),
    ...chineseTexts(enPath, en),
    ...otherParameters(enPath, zh, en),
  ];
}

function missing(path: string, here: Texts, there: Texts): Fault[] {
  const known = new Set([...here.keys()].map(singleKey));
  const wanted = new Set([...there.keys()].map(singleKey));
  return [...wanted].filter((key) => !known.has(key)).map((key) => ({ path, message: `${key} is missing` }));
}

function emptyTexts(path: string, texts: Texts): Fault[] {
  return [...texts].filter(([, text]) => text.trim() === '').map(([key]) => ({ path, message: `${key} is empty` }));
}

function chineseTexts(path: string, texts: Texts): Fault[] {
  return [...texts]
    .filter(([, text]) => chinese.test(text))
    .map(([key, text]) => ({ path, message: `${key} has Chinese characters in English: ${text}` }));
}

/** A singular may leave its count unsaid ("one day"); every other form says what the Chinese says. */
function otherParameters(path: string, zh: Texts, en: Texts): Fault[] {
  return [...en].flatMap(([key, text]) => {
    const original = zh.get(key) ?? zh.get(singleKey(key)) ?? zh.get(`${singleKey(key)}_other`);
    if (original === undefined) return [];
    const [says, said] = [parametersOf(original), parametersOf(text)];
    const optional = /_(?:zero|one|two)$/.test(key) ? ['count'] : [];
    const lost = says.filter((name) => !said.includes(name) && !optional.includes(name));
    const invented = said.filter((name) => !says.includes(name));
    return [
      ...lost.map((name) => ({ path, message: `${key} lost {{${name}}}` })),
      ...invented.map((name) => ({ path, message: `${key} has {{${name}}}, the Chinese has not` })),
    ];
  });
}
