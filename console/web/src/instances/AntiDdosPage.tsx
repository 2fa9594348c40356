import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useOfferDeadline } from '../shell/deadline';
import { t } from '../text/text';
import { useNow } from '../time/clock';
import { AuditTab } from './AuditTab';
import { AutoRenewDialog } from './AutoRenewDialog';
import { ChangePlanDialog } from './ChangePlanDialog';
import { InstanceHead } from './InstanceHead';
import { priceOf } from './offers';
import { OrdersTab } from './OrdersTab';
import { deadlinesOf, offeringOf, type AntiDdosReading } from './reading';
import { ReleaseDialog } from './ReleaseDialog';
import { Remark } from './Remark';
import { RenewDialog } from './RenewDialog';
import { RulesTab } from './RulesTab';
import { SpecificationTab } from './SpecificationTab';
import { StateCards } from './StateCards';
import { Sections } from './Sections';
import { antiDdosTags, TagList } from './TagList';
import { nextPoint } from './timeline';
import { TimelineDrawing } from './TimelineDrawing';
import { TrafficTab } from './TrafficTab';

type Doing = 'renew' | 'autoRenew' | 'change' | 'release';

/** An instance of Anti-DDoS Pro or Premium. */
export function AntiDdosPage({ reading }: { readonly reading: AntiDdosReading }): ReactNode {
  const { instance } = reading;
  const [doing, setDoing] = useState<Doing>();
  const now = useNow();
  const subscription = 'value' in reading.subscription ? reading.subscription.value : undefined;
  const deadlines = deadlinesOf(instance, subscription);
  const next = nextPoint(deadlines, now);
  useOfferDeadline(next === undefined ? '' : t(`timeline.${next.milestone}`), next?.at);
  const offering = offeringOf(reading);
  const close = (): void => setDoing(undefined);
  return (
    <>
      <InstanceHead instance={instance}>
        <Button type="primary" disabled={offering === undefined} onClick={() => setDoing('renew')}>
          {t('renew.do')}
        </Button>
        <Button disabled={subscription === undefined || instance.status !== 'running'} onClick={() => setDoing('autoRenew')}>
          {t('autoRenew.do')}
        </Button>
        <Button disabled={offering === undefined || instance.status !== 'running'} onClick={() => setDoing('change')}>
          {t('change.do')}
        </Button>
        <Button danger onClick={() => setDoing('release')}>
          {t('release.do')}
        </Button>
      </InstanceHead>
      <TimelineDrawing deadlines={deadlines} now={now} />
      <StateCards reading={reading} />
      <div className="notes">
        <Remark instance={instance} />
        <TagList tags={antiDdosTags(instance)} />
      </div>
      <Sections
        sections={[
          { key: 'traffic', name: t('traffic.title'), show: () => <TrafficTab instance={instance} /> },
          { key: 'rules', name: t('rules.title'), show: () => <RulesTab id={instance.id} /> },
          { key: 'orders', name: t('orders.title'), show: () => <OrdersTab instance={instance} /> },
          { key: 'audit', name: t('audit.title'), show: () => <AuditTab id={instance.id} address={instance.addresses[0]} /> },
          { key: 'specification', name: t('specification.title'), show: () => <SpecificationTab reading={reading} /> },
        ]}
      />
      {doing === 'renew' && offering !== undefined && (
        <RenewDialog
          instance={instance}
          terms={{
            productType: offering,
            price: (months, signal) => priceOf(offering, { type: 'Renewal', instanceId: instance.id, months }, signal),
          }}
          onClose={close}
        />
      )}
      {doing === 'autoRenew' && subscription !== undefined && (
        <AutoRenewDialog instance={instance} subscription={subscription} onClose={close} />
      )}
      {doing === 'change' && offering !== undefined && <ChangePlanDialog reading={reading} offering={offering} onClose={close} />}
      {doing === 'release' && <ReleaseDialog instance={instance} onClose={close} />}
    </>
  );
}
