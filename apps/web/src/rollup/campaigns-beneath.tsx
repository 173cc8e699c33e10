import type { ReactNode } from 'react';
import { useCampaignsAt, useTerms, useTitles } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { nodeAddress } from '../organisation/node-address.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';

/** Above several campaigns, with none of its own, a place counts none of them: it leads to each. */
export function CampaignsBeneath(): ReactNode {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const { fullDay } = useFormat();
  const { data: at } = useCampaignsAt();
  if (at === undefined || at.atHand !== null || at.beneath.length === 0) return null;
  return (
    <Sheet title={t('rollup.noneHere', { campaign: term('campaign') })}>
      <ul className="m-playbooks">
        {at.beneath.map(({ id, name, root, closedOn }) => (
          <li key={id}>
            {root === null ? (
              <UserText>{titles.of(name)}</UserText>
            ) : (
              <Anchor className="m-link" href={nodeAddress(root.kind as 'region', root.id)}>
                <UserText>{titles.of(name)}</UserText>
              </Anchor>
            )}
            <span className="m-second">
              {root !== null && <UserText>{root.name}</UserText>}
              {closedOn !== null && t('rollup.campaignClosed', { day: fullDay(closedOn) })}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
