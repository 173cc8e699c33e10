import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { OfCampaign } from '../app/of-campaign.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { Trouble } from '../app/trouble.tsx';
import { UnitSide } from '../gate/unit-side.tsx';
import { Due } from '../ui/figure/due.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { AnswerOrder } from './answer-order.tsx';
import { OrderAnswers } from './order-answers.tsx';
import { useOrder, type OrderDetail } from './order-queries.ts';
import { OrderStateWord } from './order-state.tsx';
import { VerifyOrder } from './verify-order.tsx';
import './supervision.css';

export const page = createLazyRoute('/orders/$orderId')({ component: OrderPage });

/** One order to correct: what was found, what is to be put right by when, the answers and what was said of them. */
function OrderPage(): ReactNode {
  const t = useText();
  const { orderId } = page.useParams();
  const { data, error, isPending, refetch } = useOrder(orderId);
  usePageTitle(t('supervision.order.title'));
  const last = data?.answers[0];
  return (
    <>
      <DeskBar here="unit" />
      <Page side={data !== undefined && <UnitSide unitId={data.order.unit.id} here="findings" />}>
        {isPending && <Loading rows={6} />}
        {error !== null && <Trouble error={error} what={t('supervision.order.title')} onRetry={() => void refetch()} />}
        {data !== undefined && (
          <OfCampaign id={data.order.campaignId}>
            <PageHead verdict title={<Verdict order={data.order} />} caption={<About order={data.order} />} />
            <Ordered detail={data} />
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

function Ordered({ detail: { finding, order } }: { readonly detail: OrderDetail }): ReactNode {
  const t = useText();
  const { due } = useFormat();
  const today = useToday();
  const isDone = order.state === 'verified' || order.state === 'answered';
  return (
    <Sheet title={t('supervision.order.title')} padded>
      <dl className="supervision-order">
        <dt>{t('supervision.finding.text')}</dt>
        <dd>
          <p className="supervision-words">
            <UserText>{finding.text}</UserText>
          </p>
          <p className="m-caption">
            <Say
              k="supervision.finding.by"
              values={{ who: <UserText>{finding.foundBy}</UserText>, date: due(finding.foundOn) }}
            />
          </p>
        </dd>
        <dt>{t('supervision.order.text')}</dt>
        <dd>
          <p className="supervision-words">
            <UserText>{order.text}</UserText>
          </p>
          <p className="m-caption">
            <Say
              k="supervision.finding.by"
              values={{ who: <UserText>{order.issuedBy}</UserText>, date: due(order.issuedOn) }}
            />
          </p>
        </dd>
        <dt>{t('supervision.order.due')}</dt>
        <dd>{isDone ? due(order.dueOn) : <Due date={order.dueOn} today={today} />}</dd>
      </dl>
    </Sheet>
  );
}
