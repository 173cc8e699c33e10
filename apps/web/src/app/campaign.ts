import type { RouteAnswer } from '@muster/contract';
import { listCampaigns, readCampaignsAt } from '@muster/contract/campaign';
import type { Term } from '@muster/core/campaign';
import { useParams } from '@tanstack/react-router';
import { createContext, useContext } from 'react';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { client, sessionKey } from './client.ts';
import type { Language } from './i18n/language.ts';
import { useLanguage } from './i18n/use-language.ts';
import { useText } from './i18n/use-text.ts';

export type Campaign = RouteAnswer<typeof listCampaigns>['campaigns'][number];
export type Bilingual = { readonly zh: string; readonly en: string };

const campaignsKey = ['campaign', 'list'];

export function useCampaigns(): UseQueryResult<RouteAnswer<typeof listCampaigns>> {
  const loggedIn = Boolean(useQueryClient().getQueryData(sessionKey));
  return useQuery({
    queryKey: campaignsKey,
    queryFn: () => client.call(listCampaigns, {}),
    enabled: loggedIn,
  });
}

/** What is at the place of the page; not asked where there is one campaign at most, or the page is at no place. */
export function useCampaignsAt(): UseQueryResult<RouteAnswer<typeof readCampaignsAt>> {
  const { organisationId, unitId, branchId } = useParams({ strict: false }) as Readonly<Record<string, string>>;
  const place = organisationId ?? unitId ?? branchId ?? '';
  const several = (useCampaigns().data?.campaigns.length ?? 0) > 0;
  return useQuery({
    queryKey: ['campaign', 'at', place],
    queryFn: () => client.call(readCampaignsAt, { params: { organisationId: place } }),
    enabled: several && place !== '',
  });
}

/** What a page shows one record of, whichever campaign is at hand. */
export const CampaignOfRecord = createContext<string | null>(null);

/** The campaign of the record shown; else the one at hand, at the place of the page or else where one has a say. undefined while it is asked, null when there is none. */
export function useCampaign(): Campaign | null | undefined {
  const { data } = useCampaigns();
  const { data: at } = useCampaignsAt();
  const ofRecord = useContext(CampaignOfRecord);
  if (data === undefined) return undefined;
  const atHand = ofRecord !== null ? ofRecord : at === undefined ? data.atHand : at.atHand;
  return data.campaigns.find(({ id }) => id === atHand) ?? null;
}

/** Whether hours are counted here: under a light playbook no page speaks of them. */
export function useCountsHours(): boolean {
  return useCampaign()?.playbook.profile !== 'light';
}

/** Titles by code in the present language; a code that the playbook does not know shows as itself. */
export function useTitles(): {
  readonly of: (title: Bilingual) => string;
  /** By the campaign at hand, else by the one that a row belongs to. */
  readonly stage: (code: string, campaignId?: string) => string;
  readonly kind: (code: string) => string;
  readonly reason: (code: string) => string;
  readonly makeUpMode: (code: string) => string;
} {
  const language = useLanguage();
  const campaign = useCampaign();
  const campaigns = useCampaigns().data?.campaigns;
  const stagesOf = (id: string | undefined) => campaigns?.find((each) => each.id === id)?.stages ?? campaign?.stages;
  const named = (list: readonly { code: string; title: Bilingual }[] = [], code = ''): string =>
    list.find((one) => one.code === code)?.title[language] ?? code;
  return {
    of: (title) => title[language],
    stage: (code, campaignId) => named(stagesOf(campaignId), code),
    kind: (code) => named(campaign?.activityKinds, code),
    reason: (code) => named(campaign?.absenceReasons, code),
    makeUpMode: (code) => named(campaign?.makeUpModes, code),
  };
}

/** As it stands in a sentence; `many` for the English plural, `start` with a capital. Chinese has one form. */
export type TermForm = 'one' | 'many' | 'start' | 'start-many';

/** The campaign's word for what every page speaks of; before there is a campaign, our own. */
export function useTerms(): (term: Term, form?: TermForm) => string {
  const t = useText();
  const language = useLanguage();
  const campaign = useCampaign();
  return (term, form = 'one') => {
    const word = campaign?.terms[term]?.[language] ?? t(`app.term.${term}`);
    return shaped(word, form, language);
  };
}

export function useTerm(term: Term, form: TermForm = 'one'): string {
  return useTerms()(term, form);
}

function shaped(word: string, form: TermForm, language: Language): string {
  if (language === 'zh') return word;
  const many = form === 'many' || form === 'start-many' ? plural(word) : word;
  return form.startsWith('start') ? many.charAt(0).toUpperCase() + many.slice(1) : many;
}

function plural(word: string): string {
  if (/[^aeiou]y$/iu.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/iu.test(word) ? `${word}es` : `${word}s`;
}
