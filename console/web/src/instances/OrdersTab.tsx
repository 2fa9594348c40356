import type { ReactNode } from 'react';
import { Hint } from '../shell/Hint';
import { t } from '../text/text';
import { Moment } from '../time/Moment';
import type { Instance } from './instance';
import { readOrders, type Order } from './orders';
import { Portions } from './Portions';
import { priceText } from './price';

/** What was paid for an instance, and given back. */
export function OrdersTab({ instance }: { readonly instance: Instance }): ReactNode {
  return (
    <Portions<Order, number>
      of={instance.id}
      first={1}
      read={async (page) => {
        const { orders, more } = await readOrders(instance, page);
        return { rows: orders, next: more ? page + 1 : undefined };
      }}
      show={(orders) => <OrderTable orders={orders} />}
      none={(more) => <Hint title={t(more ? 'orders.noneYet' : 'orders.none')} />}
      moreText={t('orders.more')}
    />
  );
}

function OrderTable({ orders }: { readonly orders: readonly Order[] }): ReactNode {
  return (
    <table className="rows">
      <thead>
        <tr>
          <th scope="col">{t('orders.time')}</th>
          <th scope="col">{t('orders.type')}</th>
          <th scope="col">{t('orders.amount')}</th>
          <th scope="col">{t('orders.payment')}</th>
          <th scope="col">{t('orders.usage')}</th>
          <th scope="col">{t('orders.order')}</th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <tr key={order.id}>
            <td>
              <Moment at={order.at} />
            </td>
            <td data-label={t('orders.type')}>{order.type}</td>
            <td className="numbers" data-label={t('orders.amount')}>
              {priceText(order.amount, order.currency)}
            </td>
            <td data-label={t('orders.payment')}>{order.payment}</td>
            <td data-label={t('orders.usage')}>
              {order.from !== undefined && order.until !== undefined && (
                <>
                  <Moment at={order.from} /> – <Moment at={order.until} />
                </>
              )}
            </td>
            <td className="mono" data-label={t('orders.order')}>
              {order.id}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
