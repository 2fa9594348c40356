import { Button, Select, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useAction } from '../api/action';
import { useAnswer } from '../api/answer';
import { ask } from '../api/products';
import { FailureNotice } from '../shell/FailureNotice';
import { Field } from '../shell/Field';
import { Hint } from '../shell/Hint';
import { t } from '../text/text';
import { DOMESTIC_PROTECTIONS, OVERSEAS_PROTECTIONS, takesSecurity, type SitePlanWire } from './instance';
import type { Price } from './offers';
import { PriceLine } from './PriceLine';
import { priceText } from './price';

/** The billing mode of what is sold: the traffic that was cleaned. */
const BILLING_MODE = 'CleanTraffic';
const PLANS_SHOWN = 100;

interface PriceWire {
  readonly PriceModel: { readonly Currency: string; readonly TotalPrice: number };
}

/** Buys the security instance of a site plan. */
export function BuySecurity({ plan: named }: { readonly plan: string | undefined }): ReactNode {
  const [, setParameters] = useSearchParams();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(named);
  const [domestic, setDomestic] = useState<(typeof DOMESTIC_PROTECTIONS)[number]>('cn_300');
  const [overseas, setOverseas] = useState<(typeof OVERSEAS_PROTECTIONS)[number]>('off');
  const { busy, failure, run } = useAction();
  const plans = useAnswer('plans online', (signal) =>
    ask<{ InstanceInfo: readonly SitePlanWire[] }>('esa', 'ListUserRatePlanInstances', { Status: 'online', PageSize: PLANS_SHOWN }, signal),
  );
  const protection = {
    DDoSBurstableDomesticProtection: domestic,
    DDoSBurstableOverseasProtection: overseas,
    DDoSBillingMode: BILLING_MODE,
  };
  const price = useAnswer<Price>(`security ${domestic} ${overseas}`, async (signal) => {
    const { PriceModel } = await ask<PriceWire>('esa', 'DescribeDDoSPrice', protection, signal);
    return { amount: PriceModel.TotalPrice, currency: PriceModel.Currency };
  });
  if (plans.value === undefined) {
    return plans.failure === undefined ? <Skeleton active /> : <FailureNotice failure={plans.failure} retry={plans.reload} />;
  }
  const offered = plans.value.InstanceInfo.filter(takesSecurity);
  if (offered.length === 0) {
    return (
      <Hint title={t('buy.noPlan')} text={t('buy.noPlan.text')}>
        <Button onClick={() => setParameters({ of: 'sitePlan' })}>{t('buy.noPlan.do')}</Button>
      </Hint>
    );
  }
  const plan = offered.find(({ InstanceId }) => InstanceId === chosen) ?? offered[0];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        run(
          () => ask<{ InstanceId: string }>('esa', 'PurchaseDDoSInstance', { SiteInstanceId: plan?.InstanceId, ...protection }),
          ({ InstanceId }) => void navigate(`/instances/esa/${encodeURIComponent(InstanceId)}`),
        );
      }}
    >
      <div className="fields">
        <Field name="plan" label={t('instances.kind.sitePlan')}>
          <Select
            id="plan"
            value={plan?.InstanceId ?? null}
            onChange={setChosen}
            options={offered.map(({ InstanceId, PlanName, Sites }) => ({
              value: InstanceId,
              label: [InstanceId, PlanName, ...Sites.slice(0, 2).map(({ SiteName }) => SiteName)].join(' · '),
            }))}
          />
        </Field>
        <Field name="domestic" label={t('buy.domestic')}>
          <Select
            id="domestic"
            value={domestic}
            onChange={setDomestic}
            options={DOMESTIC_PROTECTIONS.map((each) => ({ value: each, label: t(`buy.protection.${each}`) }))}
          />
        </Field>
        <Field name="overseas" label={t('buy.overseas')}>
          <Select
            id="overseas"
            value={overseas}
            onChange={setOverseas}
            options={OVERSEAS_PROTECTIONS.map((each) => ({ value: each, label: t(`buy.protection.${each}`) }))}
          />
        </Field>
      </div>
      <PriceLine price={price} note={t('buy.security.cycle')} />
      {failure !== undefined && <FailureNotice failure={failure} />}
      <Button type="primary" size="large" htmlType="submit" loading={busy} disabled={price.value === undefined || price.loading}>
        {price.value === undefined ? t('buy.do') : t('buy.pay', { price: priceText(price.value.amount, price.value.currency) })}
      </Button>
    </form>
  );
}
