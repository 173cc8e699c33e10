import type { ReactNode } from 'react';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useCountedDays } from '../app/counted-day.ts';
import { Due } from '../ui/figure/due.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { OrderDetail } from './order-queries.ts';

/** What was found and what is to be put right, by when; a refusal says both in one. */
export function Ordered({ detail: { finding, order } }: { readonly detail: OrderDetail }): ReactNode {
  const t = useText();
  const { due } = useFormat();
  const today = useCountedDays()(order.campaignId);
  const isDone = order.state === 'verified' || order.state === 'answered';
  return (
    <Sheet title={t('supervision.order.one')} padded>
      <dl className="supervision-order">
        <dt>{t(finding.isRefusal ? 'supervision.order.whyRefused' : 'supervision.finding.text')}</dt>
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
        {!(finding.isRefusal && order.text === finding.text) && (
          <>
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
          </>
        )}
        <dt>{t('supervision.order.due')}</dt>
        <dd>{isDone ? due(order.dueOn) : <Due date={order.dueOn} today={today} />}</dd>
      </dl>
    </Sheet>
  );
}
