import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useAnswer, type Answer } from '../api/answer';
import { ask } from '../api/products';
import { FailureNotice } from '../shell/FailureNotice';
import { t } from '../text/text';
import type { Price } from './offers';
import { priceText } from './price';

interface BalanceWire {
  readonly Data: { readonly AvailableAmount: string; readonly Currency: string };
}

/** What it costs, and what is there to pay it from. */
export function PriceLine({ price, note }: { readonly price: Answer<Price | undefined>; readonly note?: string | undefined }): ReactNode {
  const balance = useAnswer('balance', (signal) => ask<BalanceWire>('bssopenapi', 'QueryAccountBalance', {}, signal));
  if (price.failure !== undefined) {
    return <FailureNotice failure={price.failure} retry={price.reload} />;
  }
  if (price.value === undefined) {
    return (
      <div className="price">
        <Skeleton.Input active size="small" />
      </div>
    );
  }
  const { amount, currency } = price.value;
  const available = balance.value?.Data;
  const short = available !== undefined && available.Currency === currency && Number(available.AvailableAmount) < amount;
  return (
    <div className={price.loading ? 'price stale' : 'price'} role="status">
      <span className="quiet">{t('price.total')}</span>
      <strong className="numbers">{priceText(amount, currency)}</strong>
      {note !== undefined && <span className="quiet">{note}</span>}
      {available !== undefined && (
        <span className={short ? 'warning' : 'quiet'}>
          {t(short ? 'price.short' : 'price.balance', { balance: priceText(available.AvailableAmount, available.Currency) })}
        </span>
      )}
    </div>
  );
}
