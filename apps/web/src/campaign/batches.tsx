import type { ReactNode } from 'react';
import { useTerm, type Campaign } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import './campaign.css';

type Props = { readonly campaign: Campaign; readonly organisationId: string };

export function Batches({ campaign, organisationId }: Props): ReactNode {
  const t = useText();
  const unit = useTerm('unit');
  const { fullDay } = useFormat();
  return (
    <Sheet
      title={t('campaign.batches')}
      right={
        <Anchor className="m-link" href={`/organisations/${organisationId}/batches`}>
          {t('campaign.allBatches')}
        </Anchor>
      }
    >
      {campaign.batches.length === 0 && <EmptyLine>{t('campaign.noBatch', { unit })}</EmptyLine>}
      <ul className="m-playbooks">
        {campaign.batches.map(({ id, number, fromOn, toOn }) => (
          <li key={id}>
            {t('campaign.batch', { number })}
            <span className="m-second">{t('campaign.fromTo', { from: fullDay(fromOn), to: fullDay(toOn) })}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
