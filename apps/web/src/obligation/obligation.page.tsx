import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCampaigns, useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { OfCampaign } from '../app/of-campaign.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { Trouble } from '../app/trouble.tsx';
import { UnitSide } from '../gate/unit-side.tsx';
import { ButtonLink } from '../ui/form/button.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { CheckForm } from './check-form.tsx';
import { HandInForm } from './hand-in-form.tsx';
import { ObligationState } from './obligation-state.tsx';
import { useObligation, type Obligation } from './queries.ts';
import { Versions } from './versions.tsx';
import './obligation.css';

export const page = createLazyRoute('/obligations/$obligationId')({ component: ObligationPage });

/** One thing that a unit owes: hand it in, have it checked, read what was said. */
function ObligationPage(): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { obligationId } = page.useParams();
  const { data, error, isPending, refetch } = useObligation(obligationId);
  usePageTitle(data === undefined ? t('obligation.title') : titles.of(data.obligation.title));
  const last = data?.deliverables[0];
  const { data: every } = useCampaigns();
  const campaign = every?.campaigns.find(({ id }) => id === data?.obligation.campaignId);
  const isOver = campaign !== undefined && campaign.closedOn !== null;
  return (
    <>
      <DeskBar here="unit" />
      <Page side={data !== undefined && <UnitSide unitId={data.obligation.unit.id} here="obligations" />}>
        {isPending && <Loading rows={6} />}
        {error !== null && <Trouble error={error} what={t('obligation.title')} onRetry={() => void refetch()} />}
        {data !== undefined && (
          <OfCampaign id={data.obligation.campaignId}>
            <PageHead
              title={titles.of(data.obligation.title)}
              caption={<About obligation={data.obligation} />}
              actions={
                <ButtonLink href={`/to-do/${obligationId}`}>
                  {t(isOver ? 'obligation.relief.record' : 'obligation.relief.link')}
                </ButtonLink>
              }
            />
            {last !== undefined && data.obligation.may.check && <CheckForm key={last.id} deliverable={last} />}
            {data.obligation.may.submit && <HandInForm obligation={data.obligation} />}
            <Versions deliverables={data.deliverables} />
          </OfCampaign>
        )}
      </Page>
    </>
  );
}

function About({ obligation }: { readonly obligation: Obligation }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { due } = useFormat();
  const { unit, stageCode, dueOn, firstDueOn } = obligation;
  return (
    <Facts>
      <Anchor className="m-link" href={`/units/${unit.id}`}>
        <UserText>{unit.name}</UserText>
      </Anchor>
      {titles.stage(stageCode)}
      {t('obligation.dueOn', { date: due(dueOn) })}
      {firstDueOn !== dueOn && t('obligation.firstDue', { date: due(firstDueOn) })}
      <ObligationState obligation={obligation} />
    </Facts>
  );
}
