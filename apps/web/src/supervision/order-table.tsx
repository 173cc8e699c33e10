import type { ReactNode } from 'react';
import { useTerm } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useCountedDays } from '../app/counted-day.ts';
import { useRowCampaign } from '../app/of-campaign.tsx';
import { Due } from '../ui/figure/due.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Order } from './order-queries.ts';
import { OrderStateWord } from './order-state.tsx';
import './supervision.css';

type Props = {
  readonly orders: readonly Order[];
  /** Of several units each line says whose it is. */
  readonly withUnit: boolean;
};

/** Orders to correct, as they are given: by deadline. */
export function OrderTable({ orders, withUnit }: Props): ReactNode {
  const t = useText();
  const columns = useColumns(orders);
  return (
    <DataTable
      name={t('supervision.order.title')}
      columns={withUnit ? columns : columns.filter(({ key }) => key !== 'unit')}
      rows={orders}
      rowKey={({ id }) => id}
      height="tall"
    />
  );
}

function useColumns(orders: readonly Order[]): readonly Column<Order>[] {
  const t = useText();
  const { due } = useFormat();
  const dayOf = useCountedDays();
  const rowCampaign = useRowCampaign(orders);
  const unit = useTerm('unit', 'start');
  return [
    {
      key: 'what',
      head: t('supervision.order.what'),
      cell: (order) => (
        <>
          <Anchor className="m-link supervision-words" href={`/orders/${order.id}`}>
            <UserText>{order.text}</UserText>
          </Anchor>
          {rowCampaign(order)}
        </>
      ),
    },
    {
      key: 'unit',
      head: unit,
      label: unit,
      width: 220,
      cell: ({ unit: ordered }) => (
        <Anchor href={`/organisations/${ordered.id}/findings`}>
          <UserText>{ordered.name}</UserText>
        </Anchor>
      ),
    },
    {
      key: 'due',
      head: t('supervision.order.due'),
      label: t('supervision.order.due'),
      width: 170,
      cell: ({ dueOn, state, campaignId }) =>
        state === 'open' || state === 'returned' ? (
          <span>
            <Due date={dueOn} today={dayOf(campaignId)} />
          </span>
        ) : (
          <span className="m-nowrap">{due(dueOn)}</span>
        ),
    },
    {
      key: 'state',
      head: t('supervision.order.howFar'),
      label: t('supervision.order.howFar'),
      width: 170,
      cell: (order) => <OrderStateWord order={order} />,
    },
  ];
}
