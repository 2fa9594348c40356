import { Button, Checkbox, Input, Select, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../api/action';
import { useAnswer } from '../api/answer';
import { ask } from '../api/products';
import { FailureNotice } from '../shell/FailureNotice';
import { Field } from '../shell/Field';
import { t } from '../text/text';
import { PeriodSelect } from './PeriodSelect';
import { PriceLine } from './PriceLine';
import { priceText } from './price';
import { planOffers, planOption, planPrice } from './sitePlans';

const COVERAGES = ['global', 'domestic', 'overseas'] as const;
const ACCESS = ['NS', 'CNAME'] as const;

/** Buys a site plan of ESA, and its first site with it if one is named. */
export function BuySitePlan(): ReactNode {
  const navigate = useNavigate();
  const [months, setMonths] = useState(1);
  const [chosen, setChosen] = useState<string>();
  const [coverage, setCoverage] = useState<(typeof COVERAGES)[number]>('global');
  const [site, setSite] = useState('');
  const [access, setAccess] = useState<(typeof ACCESS)[number]>('NS');
  const [renewed, setRenewed] = useState(false);
  const { busy, failure, run } = useAction();
  const { value: offers, ...reading } = useAnswer('plans', planOffers);
  const name = chosen ?? offers?.[0]?.name;
  const price = useAnswer(`plan ${name} ${months}`, async (signal) =>
    name === undefined ? undefined : await planPrice(name, months, signal),
  );
  if (offers === undefined) {
    return reading.failure === undefined ? <Skeleton active /> : <FailureNotice failure={reading.failure} retry={reading.reload} />;
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        run(
          () =>
            ask<{ InstanceId: string }>('esa', 'PurchaseRatePlan', {
              PlanName: name,
              Period: months,
              Coverage: coverage,
              ChargeType: 'PREPAY',
              AutoPay: true,
              AutoRenew: renewed,
              ...(site.trim() === '' ? {} : { SiteName: site.trim(), Type: access }),
            }),
          ({ InstanceId }) => void navigate(`/instances/esa/${encodeURIComponent(InstanceId)}`),
        );
      }}
    >
      <div className="fields">
        <Field name="plan" label={t('instances.plan')}>
          <Select id="plan" value={name ?? null} onChange={setChosen} options={offers.map(planOption)} />
        </Field>
        <Field name="period" label={t('period.title')}>
          <PeriodSelect id="period" value={months} onChange={setMonths} />
        </Field>
        <Field name="coverage" label={t('sites.coverage')}>
          <Select
            id="coverage"
            value={coverage}
            onChange={setCoverage}
            options={COVERAGES.map((each) => ({ value: each, label: t(`buy.coverage.${each}`) }))}
          />
        </Field>
        <Field name="site" label={t('buy.site')} hint={t('buy.site.text')}>
          <Input
            id="site"
            value={site}
            placeholder="example.com"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setSite(event.target.value)}
          />
        </Field>
        {site.trim() !== '' && (
          <Field name="access" label={t('sites.access')}>
            <Select id="access" value={access} onChange={setAccess} options={ACCESS.map((each) => ({ value: each, label: each }))} />
          </Field>
        )}
      </div>
      <Checkbox checked={renewed} onChange={(event) => setRenewed(event.target.checked)}>
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
