import type { RouteAnswer } from '@muster/contract';
import {
  exportOrganisations,
  importOrganisations,
  listRoots,
  readOrganisation,
  readOrganisationTemplate,
} from '@muster/contract/organisation';
import { exportMembers, importMembers, readMemberTemplate } from '@muster/contract/roster';
import { doubtSentences, organisationSentences, ownWords, sayFault } from '@muster/core/organisation';
import { memberSentences } from '@muster/core/roster';
import { callTold, type Told } from './call-told.ts';
import type { Installation } from './installation.ts';
import { OperationRefused } from './operation-refused.ts';
import { visitAs } from './visit.ts';
import type { Visitor } from './visitor.ts';

type What = 'organisations' | 'members';

type Reached = Pick<Installation, 'app' | 'files'>;

interface Wanted {
  readonly what: What;
  /** In whose name, and with whose rights. */
  readonly login: string;
  /** Id of the node, as the desk's addresses have it; null for the topmost one of that person, where there is but one. */
  readonly under: string | null;
  /** Told which node it is. */
  readonly say: (line: string) => void;
}

interface ImportWanted extends Wanted {
  readonly fileName: string;
  /** Of a workbook where its name ends so; else text. */
  readonly bytes: Uint8Array;
  readonly commit: boolean;
  readonly exceptRefused: boolean;
  /** Wants the refused rows back as a workbook, with reasons in this language. */
  readonly marked: 'zh' | 'en' | null;
}

export type Report = RouteAnswer<typeof importOrganisations>;

/** The same import as in the browser, for a file on this machine. */
export function importFile(installation: Reached, wanted: ImportWanted, told: Told): Promise<Report> {
  const { what, fileName, bytes, commit, exceptRefused, marked } = wanted;
  const buffer = Buffer.from(bytes);
  const content = isWorkbook(fileName) ? { xlsx: buffer.toString('base64') } : { csv: textOf(buffer) };
  const body = { fileName, ...content, commit, exceptRefused, ...(marked !== null && { marked }) };
  return visitAs(installation, wanted.login, async (visitor) => {
    const organisationId = await nodeOf(visitor, wanted);
    const route = what === 'members' ? importMembers : importOrganisations;
    return callTold(visitor, route, { params: { organisationId }, body }, told);
  });
}

/** A workbook where the name ends so, else CSV. */
export function exportFile(
  installation: Reached,
  wanted: Wanted & { readonly format: 'csv' | 'xlsx'; readonly language: 'zh' | 'en' },
) {
  return visitAs(installation, wanted.login, async (visitor) => {
    const organisationId = await nodeOf(visitor, wanted);
    return visitor.call(wanted.what === 'members' ? exportMembers : exportOrganisations, {
      params: { organisationId },
      query: { format: wanted.format, language: wanted.language },
    });
  });
}

/** An empty workbook with the lists of this instance to choose from. */
export function templateFile(
  installation: Reached,
  wanted: Pick<Wanted, 'what' | 'login'> & { readonly language: 'zh' | 'en' },
): Promise<{ readonly fileName: string; readonly xlsx: string }> {
  const route = wanted.what === 'members' ? readMemberTemplate : readOrganisationTemplate;
  return visitAs(installation, wanted.login, (visitor) =>
    visitor.call(route, { query: { language: wanted.language } }),
  );
}

export function isWorkbook(fileName: string): boolean {
  return /\.xls[xmb]?$/i.test(fileName);
}

const faultWords = {
  zh: { error: '有误', warning: '提示', colon: '：', nearest: (fit: string) => `（最接近：${fit}）` },
  en: { error: 'error', warning: 'warning', colon: ': ', nearest: (fit: string) => ` (nearest: ${fit})` },
} as const;

/** `名册!B117  error: 种类: There is no kind 单味 (nearest: 单位)` */
export function faultLine(
  { sheet, cell, severity, column, nearest, ...fault }: Report['faults'][number],
  language: 'zh' | 'en',
): string {
  const words = faultWords[language];
  const sentences = { ...memberSentences, ...organisationSentences, ...doubtSentences };
  const said = sayFault(fault, sentences, language, ownWords);
  const fit = nearest === null ? '' : words.nearest(nearest);
  return `${sheet === null ? '' : `${sheet}!`}${cell}  ${[words[severity], column, said].join(words.colon)}${fit}`;
}

/** As the desk reads it: by its mark, else UTF-8, or else as the offices' older spreadsheets write it. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** The named node, or else the topmost one; of a place and a party organisation the place. Where there are several, none is chosen. */
async function nodeOf(visitor: Visitor, { login, under, say }: Wanted): Promise<string> {
  const topmost = under === null ? await topmostOf(visitor) : [await namedNode(visitor, under)];
  const [node, another] = topmost;
  if (node === undefined)
    throw new Error(`${login} holds no office, so there is nothing to see: name somebody else with --as.`);
  if (another !== undefined)
    throw new OperationRefused(
      `${login} has several topmost places: ${topmost.map(written).join(', ')}. Say which, with --under <id>.`,
    );
  say(`At ${written(node)}`);
  return node.id;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

const written = ({ id, name }: Named): string => `${name} (${id})`;

async function topmostOf(visitor: Visitor): Promise<readonly Named[]> {
  const { nodes } = await visitor.call(listRoots, {});
  const places = nodes.filter(({ tree }) => tree === 'place');
  return places.length > 0 ? places : nodes;
}

async function namedNode(visitor: Visitor, organisationId: string): Promise<Named> {
  const { organisation } = await visitor.call(readOrganisation, { params: { organisationId } });
  return organisation;
}
