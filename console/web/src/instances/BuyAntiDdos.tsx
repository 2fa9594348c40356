import { Button, Checkbox, Select, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { newToken, useAction } from '../api/action';
import { useAnswer } from '../api/answer';
import { ask } from '../api/products';
import { FailureNotice } from '../shell/FailureNotice';
import { Field } from '../shell/Field';
import { t } from '../text/text';
import { attributesOf, fitted, OFFERINGS, orderParameters, priceOf, type AttributeWire, type Offering, type Specification } from './offers';
import { PeriodSelect } from './PeriodSelect';
import { PriceLine } from './PriceLine';
import { priceText } from './price';
import { SpecificationForm } from './SpecificationForm';

/** Buys an Anti-DDoS instance. */
export function BuyAntiDdos(): ReactNode {
  const [offering, setOffering] = useState<Offering>('ddoscoo');
  const attributes = useAnswer(`attributes ${offering}`, (signal) => attributesOf(offering, signal));
  return (
    <>
      <Field name="offering" label={t('buy.offering')}>
        <Select<Offering>
          id="offering"
          value={offering}
          onChange={setOffering}
          options={OFFERINGS.map((each) => ({ value: each, label: t(`buy.offering.${each}`) }))}
        />
      </Field>
      {attributes.failure !== undefined && <FailureNotice failure={attributes.failure} retry={attributes.reload} />}
      {attributes.value === undefined ? (
        attributes.failure === undefined && <Skeleton active />
      ) : (
        <Order key={offering} offering={offering} attributes={attributes.value} />
      )}
    </>
  );
}

function Order({ offering, attributes }: { readonly offering: Offering; readonly attributes: readonly AttributeWire[] }): ReactNode {
  const navigate = useNavigate();
  const [specification, setSpecification] = useState<Specification>(() => fitted(attributes, {}));
  const [months, setMonths] = useState(1);
  const [renewed, setRenewed] = useState(false);
  // One token for each order that is put together: a click that is sent twice buys once.
  const [token, setToken] = useState(newToken);
  const { busy, failure, run } = useAction();
  const price = useAnswer(`new ${offering} ${months} ${JSON.stringify(specification)}`, (signal) =>
    priceOf(offering, { type: 'NewOrder', months, specification }, signal),
  );
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      set(value);
      setToken(newToken());
    };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        run(
          () =>
            ask<{ Data: { InstanceId: string } }>('bssopenapi', 'CreateInstance', {
              ProductCode: 'ddos',
              ProductType: offering,
              SubscriptionType: 'Subscription',
              Period: months,
              ...(renewed ? { RenewalStatus: 'AutoRenewal', RenewPeriod: months } : {}),
              ClientToken: token,
              ...orderParameters(specification),
            }),
          ({ Data }) => void navigate(`/instances/ddoscoo/${encodeURIComponent(Data.InstanceId)}`),
        );
      }}
    >
      <SpecificationForm attributes={attributes} value={specification} onChange={changed(setSpecification)} />
      <Field name="period" label={t('period.title')}>
        <PeriodSelect id="period" value={months} onChange={changed(setMonths)} />
      </Field>
      <Checkbox checked={renewed} onChange={(event) => changed(setRenewed)(event.target.checked)}>
        {t('buy.renewed')}
      </Checkbox>
      <PriceLine price={price} />
      {failure !== undefined && <FailureNotice failure={failure} />}
      <Button type="primary" size="large" htmlType="submit" loading={busy} disabled={price.value === undefined || price.loading}>
        {price.value === undefined ? t('buy.do') : t('buy.pay', { price: priceText(price.value.amount, price.value.currency) })}
      </Button>
    </form>
  );
}
