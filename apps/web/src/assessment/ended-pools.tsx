import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useComma } from '../app/i18n/use-comma.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Pools } from './pool-queries.ts';

/** Undone before they voted: they stay on record, with who undid it and why. */
export function EndedPools({ pools }: { readonly pools: Pools['ended'] }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const comma = useComma();
  const { moment, due } = useFormat();
  if (pools.length === 0) return null;
  return (
    <Sheet title={t('assessment.pool.ended')}>
      <ul className="assessment-lines">
        {pools.map(({ id, units, stageCode, formedBy, formedOn, endedBy, endedAt, reason }) => (
          <li key={id}>
            <UserText>{units.map(({ name }) => name).join(comma)}</UserText>
            <Facts>
              {titles.stage(stageCode)}
              <Say k="assessment.pool.formed" values={{ who: <UserText>{formedBy}</UserText>, day: due(formedOn) }} />
              <Say
                k="assessment.pool.endedBy"
                values={{
                  who: <UserText>{endedBy}</UserText>,
                  time: moment(endedAt),
                  reason: <UserText>{reason}</UserText>,
                }}
              />
            </Facts>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
