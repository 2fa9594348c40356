import { Button, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { newToken, useAction } from '../api/action';
import { useAnswer, type Answer } from '../api/answer';
import { ask } from '../api/products';
import { Dialog } from '../shell/Dialog';
import { FailureNotice } from '../shell/FailureNotice';
import { t } from '../text/text';
import { attributesOf, changes, orderParameters, priceOf, type Offering, type Price, type Specification } from './offers';
import { PriceLine } from './PriceLine';
import { priceText } from './price';
import type { AntiDdosReading } from './reading';
import { SpecificationForm } from './SpecificationForm';

/** What a change comes to: more a month, which is paid for the rest of the time, or less, which is given back. */
interface Quote {
  readonly direction: 'Upgrade' | 'Downgrade';
  /** What an upgrade costs now; what a downgrade costs less a month. */
  readonly price: Price;
}

/** What stays as it was bought. */
const FIXED: ReadonlySet<string> = new Set(['AddressType', 'Edition', 'ServicePartner']);

/** Gives a running instance another specification. */
export function ChangePlanDialog({
  reading,
  offering,
  onClose,
}: {
  readonly reading: AntiDdosReading;
  readonly offering: Offering;
  readonly onClose: () => void;
}): ReactNode {
  const { instance, specification } = reading;
  const [wanted, setWanted] = useState(specification);
  const [token, setToken] = useState(newToken);
  const { busy, failure, run } = useAction();
  const attributes = useAnswer(`attributes ${offering}`, (signal) => attributesOf(offering, signal));
  const changed = changes(specification, wanted);
  const nothing = Object.keys(changed).length === 0;
  const quote = useAnswer(`change ${instance.id} ${JSON.stringify(changed)}`, async (signal) =>
    nothing ? undefined : await quoteOf(reading, offering, wanted, changed, signal),
  );
  const { value: quoted } = quote;
  return (
    <Dialog
      title={t('change.title')}
      onClose={onClose}
      actions={
        <Button
          type="primary"
          loading={busy}
          disabled={nothing || quoted === undefined}
          onClick={() =>
            run(
              () =>
                ask('bssopenapi', 'ModifyInstance', {
                  InstanceId: instance.id,
                  ProductCode: 'ddos',
                  ProductType: offering,
                  SubscriptionType: 'Subscription',
                  ModifyType: quoted?.direction,
                  ClientToken: token,
                  ...orderParameters(changed),
                }),
              onClose,
            )
          }
        >
          {quoted?.direction === 'Upgrade'
            ? t('change.pay', { price: priceText(quoted.price.amount, quoted.price.currency) })
            : t('change.do')}
        </Button>
      }
    >
      {attributes.failure !== undefined && <FailureNotice failure={attributes.failure} retry={attributes.reload} />}
      {attributes.value === undefined ? (
        attributes.failure === undefined && <Skeleton active />
      ) : (
        <SpecificationForm
          attributes={attributes.value}
          value={wanted}
          open={(code) => !FIXED.has(code)}
          onChange={(chosen) => {
            // Only what this instance is known to have is compared; the rest stays.
            setWanted(Object.fromEntries(Object.entries(chosen).filter(([code]) => !FIXED.has(code))));
            setToken(newToken());
          }}
        />
      )}
      <Verdict nothing={nothing} quote={quote} />
      {failure !== undefined && <FailureNotice failure={failure} />}
    </Dialog>
  );
}

function Verdict({ nothing, quote }: { readonly nothing: boolean; readonly quote: Answer<Quote | undefined> }): ReactNode {
  if (nothing) {
    return <p className="quiet">{t('change.nothing')}</p>;
  }
  const { value } = quote;
  if (value?.direction === 'Downgrade') {
    return <p role="status">{t('change.back', { price: priceText(value.price.amount, value.price.currency) })}</p>;
  }
  return <PriceLine price={{ ...quote, value: value?.price }} note={t('change.rest')} />;
}

async function quoteOf(
  reading: AntiDdosReading,
  offering: Offering,
  wanted: Specification,
  changed: Specification,
  signal: AbortSignal,
): Promise<Quote> {
  const [before, after] = await Promise.all([
    priceOf(offering, { type: 'NewOrder', months: 1, specification: reading.specification }, signal),
    priceOf(offering, { type: 'NewOrder', months: 1, specification: wanted }, signal),
  ]);
  return after.amount < before.amount
    ? { direction: 'Downgrade', price: { amount: before.amount - after.amount, currency: after.currency } }
    : {
        direction: 'Upgrade',
        price: await priceOf(offering, { type: 'Upgrade', instanceId: reading.instance.id, specification: changed }, signal),
      };
}
