import type { ReactNode } from 'react';
import { useCampaign, useTerms, useTitles } from '../../app/campaign.ts';
import { civilDate } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useChooseCampaign } from '../../app/use-choose-campaign.ts';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import type { NoticeStep as Step } from './queries.ts';

type Props = { readonly step: Step; readonly onOpen: () => void };

/** What became of an application, and when: it leads to the page of the unit, in the campaign that it is of. */
export function NoticeStep({ step, onOpen }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const { day } = useFormat();
  const atHand = useCampaign();
  const choose = useChooseCampaign();
  const { campaignId, stageCode, unit, outcome, at } = step;
  const open = (): void => {
    onOpen();
    if (campaignId !== atHand?.id) void choose(campaignId);
  };
  return (
    <Facts>
      <Anchor className="m-link" href={`/units/${unit.id}`} onClick={open}>
        <UserText>{unit.name}</UserText>
      </Anchor>
      {titles.stage(stageCode, campaignId)}
      {t(`obligation.notices.step.${outcome}`, {
        day: day(civilDate(at)),
        team: term('team'),
        office: term('office'),
      })}
    </Facts>
  );
}
