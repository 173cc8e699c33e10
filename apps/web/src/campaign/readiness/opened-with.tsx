import { readBatchReadiness } from '@muster/contract/campaign';
import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { SheetButton } from '../../app/sheet-button.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useBatchReadiness } from './queries.ts';
import { ReadinessList } from './readiness-list.tsx';

type Props = { readonly batchId: string; readonly organisationId: string };

/** With what a batch was opened, and why it was where something was lacking; nothing where nothing was asked. */
export function OpenedWith({ batchId, organisationId }: Props): ReactNode {
  const t = useText();
  const { data } = useBatchReadiness(batchId);
  if (data === undefined || data.opening === null || data.items.length === 0) return null;
  const { items, opening } = data;
  const lacking = items.filter(({ isMet }) => !isMet).length;
  return (
    <details className="m-readiness-part">
      <summary>
        {lacking === 0
          ? t('campaign.ready.stoodAll', { count: items.length })
          : t('campaign.ready.stoodLacking', { count: items.length, lacking })}
      </summary>
      {opening.reason !== null && (
        <p className="m-readiness-why">
          <span className="m-caption">{t('campaign.ready.why')}</span> <UserText>{opening.reason}</UserText>{' '}
          <span className="m-second">
            <UserText>{opening.by}</UserText>
          </span>
        </p>
      )}
      <ReadinessList items={items} organisationId={organisationId} sayOf={null} isKept />
      <SheetButton small route={readBatchReadiness} input={{ params: { batchId } }} />
    </details>
  );
}
