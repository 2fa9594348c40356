import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { newToken, useAction } from '../api/action';
import { useAnswer } from '../api/answer';
import { ask } from '../api/products';
import { Dialog } from '../shell/Dialog';
import { FailureNotice } from '../shell/FailureNotice';
import { Field } from '../shell/Field';
import { t } from '../text/text';
import { billingCode, type Instance } from './instance';
import type { Price } from './offers';
import { PeriodSelect } from './PeriodSelect';
import { PriceLine } from './PriceLine';
import { priceText } from './price';

/** How a kind of instance is renewed. */
export interface RenewalTerms {
  readonly productType: string;
  readonly price: (months: number, signal: AbortSignal) => Promise<Price>;
}

/** Pays for a further period of an instance. */
export function RenewDialog({
  instance,
  terms,
  onClose,
}: {
  readonly instance: Instance;
  readonly terms: RenewalTerms;
  readonly onClose: () => void;
}): ReactNode {
  const [months, setMonths] = useState(1);
  const { busy, failure, run } = useAction();
  // One token for each period that is chosen: a click that is sent twice pays once.
  const [token, setToken] = useState(newToken);
  const price = useAnswer(`renewal ${instance.id} ${months}`, (signal) => terms.price(months, signal));
  return (
    <Dialog
      title={t('renew.title')}
      onClose={onClose}
      actions={
        <Button
          type="primary"
          loading={busy}
          disabled={price.value === undefined}
          onClick={() =>
            run(
              () =>
                ask('bssopenapi', 'RenewInstance', {
                  ProductCode: billingCode(instance),
                  ProductType: terms.productType,
                  InstanceId: instance.id,
                  RenewPeriod: months,
                  ClientToken: token,
                }),
              onClose,
            )
          }
        >
          {price.value === undefined ? t('renew.do') : t('renew.pay', { price: priceText(price.value.amount, price.value.currency) })}
        </Button>
      }
    >
      <p>{t(instance.status === 'running' ? 'renew.running' : 'renew.expired')}</p>
      <Field name="renew-period" label={t('period.title')}>
        <PeriodSelect
          id="renew-period"
          value={months}
          onChange={(chosen) => {
            setMonths(chosen);
            setToken(newToken());
          }}
        />
      </Field>
      <PriceLine price={price} />
      {failure !== undefined && <FailureNotice failure={failure} />}
    </Dialog>
  );
}
