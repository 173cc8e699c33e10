import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import type { PlaybookInForce } from './queries.ts';

type ConditionInForce = PlaybookInForce['stages'][number]['conditions'][number];

/** What a condition asks for, in words; nothing where it is not set. */
export function useThreshold(studyHourMinutes: number): (condition: ConditionInForce) => string | null {
  const t = useText();
  const term = useTerms();
  return ({ unitOfMeasure, grain, memberNeeds, comparison, thresholdNum, thresholdDen, ...days }) => {
    if (thresholdNum === null || thresholdDen === null) return null;
    if (unitOfMeasure === 'acceptance') return t('campaign.threshold.accepted');
    if (unitOfMeasure === 'lectures') return t('campaign.threshold.given');
    if (unitOfMeasure === 'days' && days.presentNum !== null && days.presentDen !== null) {
      const present = (days.presentNum * 100) / days.presentDen;
      return t('campaign.threshold.daysPresent', { count: thresholdNum, present, members: term('member', 'many') });
    }
    if (unitOfMeasure === 'days') return t('campaign.threshold.days', { count: thresholdNum });
    if (unitOfMeasure === 'sessions') return t('campaign.threshold.sessions', { count: thresholdNum });
    const percent = (thresholdNum * 100) / thresholdDen;
    if (grain === 'unit') return t(`campaign.threshold.${comparison}`, { percent });
    const amount = Math.round(((memberNeeds ?? 0) * 100) / studyHourMinutes) / 100;
    const words = { amount, hours: term('studyHour', 'many'), members: term('member', 'many'), percent };
    return t(percent === 100 ? 'campaign.threshold.every' : 'campaign.threshold.share', words);
  };
}
