import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { Trouble } from '../app/trouble.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { useOwnOrders } from './order-queries.ts';
import { OrderTable } from './order-table.tsx';

/** Orders at one's own units that are not verified, the earliest deadline first. */
export function MyOrders(): ReactNode {
  const t = useText();
  const { data, error, isPending, refetch } = useOwnOrders();
  const toVerify = data?.orders.filter(({ may }) => may.verify).length ?? 0;
  return (
    <Sheet
      title={t('supervision.order.title')}
      {...(toVerify > 0 && { right: t('supervision.order.toVerify', { count: toVerify }) })}
    >
      {isPending && <Loading rows={3} />}
      {error !== null && <Trouble error={error} what={t('supervision.order.title')} onRetry={() => void refetch()} />}
      {data?.all === 0 && <EmptyLine>{t('supervision.order.noneOpen')}</EmptyLine>}
      {data !== undefined && data.all > 0 && <OrderTable orders={data.orders} withUnit />}
      {data !== undefined && data.all > data.orders.length && (
        <EmptyLine>{t('supervision.order.moreThanShown', { count: data.all - data.orders.length })}</EmptyLine>
      )}
    </Sheet>
  );
}
