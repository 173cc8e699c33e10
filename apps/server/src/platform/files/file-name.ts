import { endingsOf, type MediaType } from './media-type.ts';

const longest = 120;

/** The last part of what the sender called it, fit for any file system, with an ending that is true of its type. */
export function cleanName(given: string, type: MediaType): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const visible = last
    // Control characters, and those that reverse or hide what follows (gpj.exe shown as exe.jpg).
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+/, '')
    .replace(/[\s.]+$/, '');
  const [first = ''] = endingsOf(type);
  const dot = visible.lastIndexOf('.');
  const ending = dot > 0 ? visible.slice(dot + 1) : '';
  const fits = endingsOf(type).includes(ending.toLowerCase());
  const stem = Array.from(fits ? visible.slice(0, dot) : visible)
    .slice(0, longest)
    .join('');
  return `${stem === '' ? 'file' : stem}.${fits ? ending : first}`;
}
