import { operations, type Operation } from '@muster/core/organisation';
import type { Text } from '../app/i18n/use-text.ts';

/** What a fault quotes of a document, in words: lists, ranges and cases of units, yes and no, and what is not written at all. */
export function faultValue(t: Text, comma: string, value: string): string {
  if (value === 'not set') return t('campaign.notSet');
  if (value === 'true' || value === 'false') return t(value === 'true' ? 'campaign.value.yes' : 'campaign.value.no');
  const codes = /^\[([^"{}]*)\]$/u.exec(value)?.[1];
  if (codes !== undefined) return codes === '' ? t('campaign.value.none') : codes.split(', ').join(comma);
  if (value !== 'null' && !/^[[{]/u.test(value)) return value;
  const read = asJson(value);
  return read === undefined ? value : said(read);

  function said(part: unknown): string {
    if (part === null) return t('campaign.notSet');
    if (Array.isArray(part)) {
      const isPlain = part.every((each) => typeof each !== 'object');
      return part.length === 0 ? t('campaign.value.none') : part.map(said).join(isPlain ? comma : ' / ');
    }
    if (typeof part === 'string') return part;
    if (typeof part !== 'object') return JSON.stringify(part);
    const written = Object.entries(part).filter(([, each]) => each !== null);
    return written.length === 0
      ? t('campaign.value.none')
      : written.map(([key, each]) => member(key, each)).join(comma);
  }

  function member(key: string, part: unknown): string {
    if (key === 'classes') return t('campaign.value.classes', { list: said(part) });
    if (key === 'operations' && Array.isArray(part))
      return t('campaign.value.operations', { list: part.map(operation).join(comma) });
    if (key === 'min') return t('campaign.value.from', { share: said(part) });
    return key === 'below' ? t('campaign.value.below', { share: said(part) }) : `${key} ${said(part)}`;
  }

  function operation(code: unknown): string {
    const known = operations.find((each): each is Operation => each === code);
    return known === undefined ? String(code) : t(`organisation.change.operations.${known}`);
  }
}

function asJson(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}
