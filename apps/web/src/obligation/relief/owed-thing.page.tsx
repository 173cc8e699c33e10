import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { OfCampaign } from '../../app/of-campaign.tsx';
import { usePageTitle } from '../../app/page-title.ts';
import { Trouble } from '../../app/trouble.tsx';
import { ButtonLink } from '../../ui/form/button.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { addressOf } from '../act-of.ts';
import { OwedState } from '../owed-state.tsx';
import '../obligation.css';
import { AskForm } from './ask-form.tsx';
import { ExemptForm } from './exempt-form.tsx';
import { Exemption } from './exemption.tsx';
import { ExtensionList } from './extension-list.tsx';
import { useOwedDetail, type OwedDetail } from './queries.ts';

export const page = createLazyRoute('/to-do/$obligationId')({ component: OwedThing });

/** One thing to be done, of whatever kind: by whom, by when, more time, or none of it at all; the act itself is done where it belongs. */
function OwedThing(): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { obligationId } = page.useParams();
  const { data, error, isPending, refetch } = useOwedDetail(obligationId);
  usePageTitle(data === undefined ? t('obligation.toDo.title') : titles.of(data.owed.title));
  return (
    <>
      <DeskBar here="toDo" />
      <Page>
        {isPending && <Loading rows={6} />}
        {error !== null && <Trouble error={error} what={t('obligation.toDo.title')} onRetry={() => void refetch()} />}
        {data !== undefined && (
          <OfCampaign id={data.owed.campaignId}>
            <PageHead
              title={titles.of(data.owed.title)}
              caption={<About detail={data} />}
              actions={<Acts detail={data} />}
            />
            <Exemption detail={data} />
            {data.may.ask && <AskForm key={obligationId} detail={data} />}
            <ExtensionList detail={data} />
            {data.may.exempt && <ExemptForm key={`exempt ${obligationId}`} obligationId={obligationId} />}
          </OfCampaign>
        )}
      </Page>
    </>
  );
}

function Acts({ detail: { owed } }: { readonly detail: OwedDetail }): ReactNode {
  const t = useText();
  const href = addressOf(owed);
  return (
    <>
      <ButtonLink href="/to-do">{t('obligation.toDo.mine')}</ButtonLink>
      {href !== null && <ButtonLink href={href}>{t('obligation.relief.goTo')}</ButtonLink>}
    </>
  );
}

function About({ detail: { owed } }: { readonly detail: OwedDetail }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { due } = useFormat();
  const { unit, branch, person, dueOn, firstDueOn } = owed;
  return (
    <Facts>
      {unit !== null && <UserText>{unit.name}</UserText>}
      {branch !== null && <UserText>{branch.name}</UserText>}
      {person !== null && <UserText>{person.name}</UserText>}
      {t('obligation.toDo.kindIn', { kind: t(`obligation.kind.${owed.kind}`), stage: titles.stage(owed.stageCode) })}
      {t('obligation.relief.due', { date: due(dueOn) })}
      {firstDueOn !== dueOn && t('obligation.firstDue', { date: due(firstDueOn) })}
      <OwedState owed={owed} />
    </Facts>
  );
}
