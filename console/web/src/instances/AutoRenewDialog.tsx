import { Button, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { useAction } from '../api/action';
import { ask } from '../api/products';
import { Dialog } from '../shell/Dialog';
import { FailureNotice } from '../shell/FailureNotice';
import { Field } from '../shell/Field';
import { t } from '../text/text';
import { billingCode, type Instance } from './instance';
import { PeriodSelect } from './PeriodSelect';
import type { Subscription } from './reading';

const WAYS: readonly Subscription['renewal'][] = ['AutoRenewal', 'ManualRenewal', 'NotRenewal'];
/** The periods that an automatic renewal can have, in months; the last are years. */
const PERIODS = [1, 2, 3, 6, 12, 24, 36] as const;

/** Says what becomes of an instance at its expiry. */
export function AutoRenewDialog({
  instance,
  subscription,
  onClose,
}: {
  readonly instance: Instance;
  readonly subscription: Subscription;
  readonly onClose: () => void;
}): ReactNode {
  const [way, setWay] = useState(subscription.renewal);
  const [months, setMonths] = useState(subscription.renewalMonths ?? 1);
  const { busy, failure, run } = useAction();
  const period =
    months % 12 === 0 ? { RenewalPeriod: months / 12, RenewalPeriodUnit: 'Y' } : { RenewalPeriod: months, RenewalPeriodUnit: 'M' };
  return (
    <Dialog
      title={t('autoRenew.title')}
      onClose={onClose}
      actions={
        <Button
          type="primary"
          loading={busy}
          onClick={() =>
            run(
              () =>
                ask('bssopenapi', 'SetRenewal', {
                  InstanceIDs: instance.id,
                  ProductCode: billingCode(instance),
                  ProductType: instance.product === 'ddoscoo' ? subscription.productType : undefined,
                  SubscriptionType: 'Subscription',
                  RenewalStatus: way,
                  ...(way === 'AutoRenewal' ? period : {}),
                }),
              onClose,
            )
          }
        >
          {t('autoRenew.save')}
        </Button>
      }
    >
      <Radio.Group
        value={way}
        onChange={(event) => setWay(event.target.value as Subscription['renewal'])}
        className="radios"
        aria-label={t('autoRenew.title')}
      >
        {WAYS.map((each) => (
          <Radio key={each} value={each}>
            {t(`autoRenew.${each}`)}
          </Radio>
        ))}
      </Radio.Group>
      {way === 'AutoRenewal' && (
        <Field name="auto-renew-period" label={t('autoRenew.period')}>
          <PeriodSelect id="auto-renew-period" value={months} onChange={setMonths} periods={PERIODS} />
        </Field>
      )}
      {failure !== undefined && <FailureNotice failure={failure} />}
    </Dialog>
  );
}
