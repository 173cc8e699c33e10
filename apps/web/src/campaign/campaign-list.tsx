import type { ReactNode } from 'react';
import { useCampaigns, useCampaignsAt, useTitles } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';

/** Every campaign at a place, running and closed, the latest first. */
export function CampaignList(): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { fullDay } = useFormat();
  const { data } = useCampaigns();
  const { data: at } = useCampaignsAt();
  const here = data?.campaigns.filter(({ id }) => at?.here.includes(id) === true) ?? [];
  if (here.length === 0) return null;
  return (
    <Sheet title={t('campaign.all')}>
      <ul className="m-playbooks">
        {here.map(({ id, name, startedOn, closedOn, closing }) => (
          <li key={id}>
            <UserText>{titles.of(name)}</UserText>
            <span className="m-second">
              {closedOn === null
                ? t('campaign.runs', { day: fullDay(startedOn) })
                : t('campaign.wasClosed', { from: fullDay(startedOn), to: fullDay(closedOn) })}
            </span>
            {closing !== null && (
              <span className="m-second">
                <UserText>{closing.reason}</UserText> · <UserText>{closing.by}</UserText>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
