import { laterTerms, type Bilingual, type Named, type Playbook, type Term } from '@muster/core/campaign';
import { findNode } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { PlaceWords } from '../platform/http/list-sheets.ts';
import { bandTitle } from './band-title.ts';
import { findBatch, type BatchRow } from './batches.ts';
import { playbooksEverywhere } from './effective-playbooks.ts';
import { allCampaigns, askedAmongAll, idAtHand, type CampaignState } from './queries.ts';

/** Ours, where no campaign says anything. */
const own: Readonly<Record<Term, Bilingual>> = {
  ...laterTerms,
  member: { zh: '成员', en: 'member' },
  branch: { zh: '小组', en: 'branch' },
  unit: { zh: '单位', en: 'unit' },
  representative: { zh: '群众代表', en: 'representative' },
  studyHour: { zh: '学时', en: 'study hour' },
  office: { zh: '活动办', en: 'campaign office' },
  team: { zh: '督导组', en: 'supervision team' },
  secretary: { zh: '组长', en: 'branch secretary' },
  head: { zh: '主要负责人', en: 'head of the unit' },
  clerk: { zh: '联络员', en: 'clerk' },
  campaign: { zh: '活动', en: 'campaign' },
};

/**
 * What a list of a place is written with: the words of the campaign at hand there, and the titles of whatever any campaign calls
 * something. What is of one batch or one campaign takes that campaign; a list of no place the one asked for, else the one begun last.
 */
export async function wordsAt(
  tx: ReadTx,
  params: Readonly<Record<string, string>>,
  asking: Asking,
): Promise<PlaceWords> {
  const node = await placeOf(tx, params);
  const campaigns = await allCampaigns(tx);
  const books = await playbooksEverywhere(tx, campaigns);
  const batch = params['batchId'] === undefined ? null : await findBatch(tx, params['batchId']);
  const id =
    batch?.campaignId ??
    params['campaignId'] ??
    (node === null ? await askedAmongAll(tx, asking) : await idAtHand(tx, node, asking));
  const atHand = campaigns.find((one) => one.id === id) ?? (node === null ? campaigns[0] : undefined);
  const bookOf = (one: CampaignState | undefined) => one && (books.get(one.id) ?? one.playbook);
  const here = bookOf(atHand);
  const terms: Partial<Record<string, Bilingual>> = { ...own, ...here?.terms };
  return {
    place: node?.name ?? null,
    facts: [
      ...(atHand === undefined || (node === null && id === null)
        ? []
        : [[terms['campaign'] ?? own.campaign, atHand.name] as const]),
      ...(batch === null ? [] : [[{ zh: '批次', en: 'Batch' }, nameOf(batch)] as const]),
    ],
    hourMinutes: here?.studyHourMinutes ?? 60,
    term: (code) => terms[code] ?? { zh: code, en: code },
    title: (what, code, among = null) => {
      const book = among === null ? here : bookOf(campaigns.find((one) => one.id === among));
      return book === undefined ? null : (namedIn(book, what).find((one) => one.code === code)?.title ?? null);
    },
  };
}

function placeOf(tx: ReadTx, { organisationId, unitId, branchId }: Readonly<Record<string, string>>) {
  const id = organisationId ?? unitId ?? branchId;
  return id === undefined ? Promise.resolve(null) : findNode(tx, id);
}

const nameOf = ({ number, title }: BatchRow): Bilingual => {
  const said = { zh: `第 ${number} 批`, en: `Batch ${number}` };
  return title === null ? said : { zh: `${said.zh} ${title.zh}`, en: `${said.en} ${title.en}` };
};

function namedIn(book: Playbook, what: string): readonly Named[] {
  if (what === 'kind') return book.activityKinds;
  if (what === 'reason') return book.absenceReasons;
  if (what === 'band') return book.bands.map((band, place) => ({ code: String(place), title: bandTitle(band) }));
  return what === 'condition' ? book.stages.flatMap(({ conditions }) => conditions) : book.stages;
}
