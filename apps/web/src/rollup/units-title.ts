import { hourBands } from '@muster/core/study';
import { useCampaign } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useTermText } from '../app/term-text.ts';
import { bandWords } from './band-words.ts';
import { stageStates, type UnitCount } from './queries.ts';

/** By what the units of a list were counted, in words. */
export function useUnitsTitle(of: UnitCount, value: string): string {
  const t = useTermText();
  const { day } = useFormat();
  const bands = useCampaign()?.bands ?? [];
  const state = stageStates.find((one) => one === value);
  const band = hourBands.find((one) => one === value);
  if (of === 'hours' && band !== undefined) return t(`rollup.hourBand.${band}`);
  const reached = of === 'band' ? bands[Number(value)] : undefined;
  if (reached !== undefined) return t('rollup.unitsIn.band', { band: bandWords(t, reached) });
  if (of === 'stage' && state !== undefined) return t(`rollup.unitsIn.${state}`);
  return of === 'stage' || of === 'band' || of === 'hours'
    ? t('rollup.bands.title')
    : t(`rollup.unitsIn.${of}`, { day: day(value) });
}
