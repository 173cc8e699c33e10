import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../../app/campaign.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import type { Batch } from './queries.ts';

/** Time that was given, each with its decision. */
export function Extensions({ extensions }: { readonly extensions: Batch['extensions'] }): ReactNode {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const { day } = useFormat();
  if (extensions.length === 0) return null;
  return (
    <ul className="m-batch-extensions">
      {extensions.map(({ id, stageCode, node, days, reason, basis, decidedOn, units }) => (
        <li key={id}>
          <b>
            <UserText>{titles.stage(stageCode)}</UserText> {t('campaign.extension.by', { count: days })}
          </b>
          <Facts>
            <UserText>{node}</UserText>
            {t('campaign.extension.reached', { count: units, unit: term('unit', units === 1 ? 'one' : 'many') })}
            {t('campaign.extension.decidedOn', { day: day(decidedOn) })}
            <UserText>{basis}</UserText>
          </Facts>
          <span className="m-second">
            <UserText>{reason}</UserText>
          </span>
        </li>
      ))}
    </ul>
  );
}
