import { stagesMet, type UnitStages } from '@muster/core/organisation';
import { useCampaigns } from '../../app/campaign.ts';
import { useLanguage } from '../../app/i18n/use-language.ts';
import { useText } from '../../app/i18n/use-text.ts';
import type { Held } from './obstacles.ts';
import type { Effects } from './queries.ts';

/** Said before a merger: which stages were judged without who comes, and what may turn of the one that they come into. */
export function useStagesMet(from: Effects, into: Held | null): readonly string[] {
  const t = useText();
  const language = useLanguage();
  const campaigns = useCampaigns().data?.campaigns ?? [];
  if (into === null) return [];
  const comma = t('organisation.change.comma');
  const met = stagesMet(from.stages, into.effects.stages);
  return met.map(({ campaignId, passed, open }) => {
    const campaign = campaigns.find(({ id }) => id === campaignId);
    const sentence = say({ campaignId, passed, open }, campaign);
    if (met.length === 1 || campaign === undefined) return sentence;
    return t('organisation.change.effect.inCampaign', { campaign: campaign.name[language], sentence });
  });

  function say({ passed, open }: UnitStages, campaign: (typeof campaigns)[number] | undefined): string {
    const stages = campaign?.stages ?? [];
    const titled = (code: string) => stages.find((one) => one.code === code)?.title[language] ?? code;
    const values = { into: into?.name ?? '', passed: passed.map(titled).join(comma) };
    if (open === null) return t('organisation.change.effect.passedAll', values);
    const present = { ...values, stage: titled(open.code) };
    if (passed.length > 0) return t('organisation.change.effect.passedBefore', present);
    const conditions = stages.find(({ code }) => code === open.code)?.conditions ?? [];
    const turning = conditions.filter(({ code }) => open.counted.includes(code)).map(({ title }) => title[language]);
    if (turning.length === 0) return t('organisation.change.effect.stillInStage', present);
    return t('organisation.change.effect.mayTurn', { ...present, conditions: turning.join(comma) });
  }
}
