import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { OfCampaign } from '../app/of-campaign.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { Trouble } from '../app/trouble.tsx';
import { UnitSide } from '../gate/unit-side.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { AnswerOrder } from './answer-order.tsx';
import { OrderAnswers } from './order-answers.tsx';
import { useOrder, type OrderDetail } from './order-queries.ts';
import { OrderStateWord } from './order-state.tsx';
import { Ordered } from './ordered.tsx';
import { VerifyOrder } from './verify-order.tsx';
import './supervision.css';

export const page = createLazyRoute('/orders/$orderId')({ component: OrderPage });

/** One order to correct: what was found, what is to be put right by when, the answers and what was said of them. */
function OrderPage(): ReactNode {
  const t = useText();
  const { orderId } = page.useParams();
  const { data, error, isPending, refetch } = useOrder(orderId);
  usePageTitle(t('supervision.order.one'));
  const last = data?.answers[0];
  return (
    <>
      <DeskBar here="unit" />
      <Page side={data !== undefined && <UnitSide unitId={data.order.unit.id} here="findings" />}>
        {isPending && <Loading rows={6} />}
        {error !== null && <Trouble error={error} what={t('supervision.order.one')} onRetry={() => void refetch()} />}
        {data !== undefined && (
          <OfCampaign id={data.order.campaignId}>
            <PageHead verdict title={<Verdict order={data.order} />} caption={<About order={data.order} />} />
            <Ordered detail={data} />
            <NotNow order={data.order} />
            {last !== undefined && data.order.may.verify && <VerifyOrder key={last.id} answered={last} />}
            {data.order.may.answer && <AnswerOrder order={data.order} />}
            <OrderAnswers answers={data.answers} />
          </OfCampaign>
        )}
      </Page>
    </>
  );
}

type Props = Pick<OrderDetail, 'order'>;

/** Whose turn it is, or that it is done. */
function Verdict({ order: { state, isOverdue } }: Props): ReactNode {
  const t = useText();
  const words = t(`supervision.order.verdict.${state}`);
  return isOverdue ? <span className="m-gap">{words}</span> : words;
}

/** What is in the way of whoever answers or verifies here, in the words of the refusal. */
function NotNow({ order: { notNow } }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  if (notNow === null) return null;
  return (
    <Sheet>
      <EmptyLine>{t(`refusal.${notNow}`, { termUnit: term('unit'), termTeam: term('team') })}</EmptyLine>
    </Sheet>
  );
}

function About({ order }: Props): ReactNode {
  const titles = useTitles();
  return (
    <Facts>
      <Anchor className="m-link" href={`/organisations/${order.unit.id}/findings`}>
        <UserText>{order.unit.name}</UserText>
      </Anchor>
      {titles.stage(order.stageCode)}
      <OrderStateWord order={order} />
    </Facts>
  );
}
