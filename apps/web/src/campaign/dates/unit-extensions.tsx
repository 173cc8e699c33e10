import type { ReactNode } from 'react';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useTitles } from '../../app/campaign.ts';
import { useUnitDates, type UnitDates } from './queries.ts';
import './dates.css';

/** Time that this unit was given from above, with the decision it rests on. */
export function UnitExtensions({ dates }: { readonly dates: UnitDates }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { day } = useFormat();
  if (dates.extensions.length === 0) return null;
  return (
    <Sheet title={t('campaign.dates.given')}>
      <ul className="m-dates-changes">
        {dates.extensions.map(({ stageCode, days, endsBefore, endsAfter, reason, basis, decidedOn, node }) => (
          <li key={`${stageCode} ${endsBefore} ${endsAfter}`}>
            <Facts>
              <b>
                <UserText>{titles.stage(stageCode)}</UserText> {t('campaign.extension.by', { count: days })}
              </b>
              {t('campaign.dates.moved', { from: day(endsBefore), to: day(endsAfter) })}
              {t('campaign.extension.decidedOn', { day: day(decidedOn) })}
            </Facts>
            <span className="m-second">
              <Facts>
                <UserText>{node}</UserText>
                <UserText>{basis}</UserText>
                <UserText>{reason}</UserText>
              </Facts>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** One line at the gate: the stage at hand was given time; null where it was not. */
export function useExtensionNote(unitId: string, stageCode: string | null): string | null {
  const t = useText();
  const { day } = useFormat();
  const { data } = useUnitDates(unitId);
  const last = data?.extensions.findLast((each) => each.stageCode === stageCode);
  if (last === undefined) return null;
  return t('campaign.dates.note', { count: last.days, day: day(last.decidedOn), first: day(last.endsBefore) });
}
