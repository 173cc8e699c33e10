import type { ReactNode } from 'react';
import { UserText } from '../ui/text/user-text.tsx';
import { useCampaign, useCampaigns, useCampaignsAt, useTitles } from './campaign.ts';
import { useFormat } from './format/use-format.ts';
import { useText } from './i18n/use-text.ts';
import { useChooseCampaign } from './use-choose-campaign.ts';

/** The name of the campaign at hand; where there are several, running or closed, what chooses among them. */
export function CampaignChoice(): ReactNode {
  const t = useText();
  const titles = useTitles();
  const choose = useChooseCampaign();
  const campaign = useCampaign();
  const { data } = useCampaigns();
  const { data: at } = useCampaignsAt();
  const choices = data?.campaigns.filter(({ id, isMine }) => isMine || at?.here.includes(id) === true) ?? [];
  if (choices.length < 2) {
    if (campaign == null) return campaign;
    const name = titles.of(campaign.name);
    return (
      <span className="m-top-which" title={name}>
        <UserText>{name}</UserText>
      </span>
    );
  }
  return (
    <select
      className="m-top-choice"
      aria-label={t('app.campaignChoice')}
      value={campaign?.id ?? ''}
      onChange={(event) => void choose(event.target.value)}
    >
      {campaign === null && <option value="">{t('app.campaignNone')}</option>}
      {choices.map(({ id, name, closedOn }) => (
        <option key={id} value={id}>
          {closedOn === null ? titles.of(name) : t('app.campaignClosed', { name: titles.of(name) })}
        </option>
      ))}
    </select>
  );
}

/** Under the bar while a closed campaign is shown. */
export function ClosedLine(): ReactNode {
  const t = useText();
  const { fullDay } = useFormat();
  const campaign = useCampaign();
  if (campaign?.closedOn == null) return null;
  return (
    <output className="m-banner m-banner-closed">{t('app.closedLine', { day: fullDay(campaign.closedOn) })}</output>
  );
}
