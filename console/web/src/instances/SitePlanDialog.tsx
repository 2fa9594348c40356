import { Button, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useAction } from '../api/action';
import { useAnswer } from '../api/answer';
import { ask } from '../api/products';
import { Dialog } from '../shell/Dialog';
import { FailureNotice } from '../shell/FailureNotice';
import { Field } from '../shell/Field';
import { t } from '../text/text';
import type { SitePlanWire } from './instance';
import { priceText } from './price';
import { planOffers, planOption } from './sitePlans';

/** Upgrades a site plan for the rest of its period. */
export function SitePlanDialog({ plan, onClose }: { readonly plan: SitePlanWire; readonly onClose: () => void }): ReactNode {
  const offers = useAnswer('plans', planOffers);
  const [target, setTarget] = useState<string>();
  const { busy, failure, run } = useAction();
  const current = offers.value?.find(({ name }) => name === plan.PlanName);
  const higher = offers.value?.filter(({ price }) => price.amount > (current?.price.amount ?? 0)) ?? [];
  const wanted = higher.find(({ name }) => name === target);
  return (
    <Dialog
      title={t('change.title')}
      onClose={onClose}
      actions={
        <Button
          type="primary"
          loading={busy}
          disabled={wanted === undefined}
          onClick={() =>
            run(
              () =>
                ask('esa', 'UpdateRatePlanSpec', {
                  InstanceId: plan.InstanceId,
                  TargetPlanName: target,
                  OrderType: 'UPGRADE',
                  ChargeType: 'PREPAY',
                  AutoPay: true,
                }),
              onClose,
            )
          }
        >
          {t('change.do')}
        </Button>
      }
    >
      {offers.failure !== undefined && <FailureNotice failure={offers.failure} retry={offers.reload} />}
      <Field name="target-plan" label={t('change.target')} hint={t('change.target.text', { plan: plan.PlanName })}>
        <Select
          id="target-plan"
          value={target ?? null}
          onChange={setTarget}
          loading={offers.value === undefined}
          options={higher.map(planOption)}
        />
      </Field>
      {wanted !== undefined && current !== undefined && (
        <p role="status">
          {t('change.difference', { price: priceText(wanted.price.amount - current.price.amount, wanted.price.currency) })}
        </p>
      )}
      {failure !== undefined && <FailureNotice failure={failure} />}
    </Dialog>
  );
}
