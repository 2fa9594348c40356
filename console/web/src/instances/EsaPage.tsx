import { Button, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useAnswer } from '../api/answer';
import { ask, list, records } from '../api/products';
import { useOfferDeadline } from '../shell/deadline';
import { FailureNotice } from '../shell/FailureNotice';
import { Hint } from '../shell/Hint';
import { t } from '../text/text';
import { useNow } from '../time/clock';
import { AuditTab } from './AuditTab';
import { AutoRenewDialog } from './AutoRenewDialog';
import { EsaReleaseDialog } from './EsaReleaseDialog';
import { InstanceHead } from './InstanceHead';
import { takesSecurity, type SitePlanWire } from './instance';
import { OrdersTab } from './OrdersTab';
import { deadlinesOf, type EsaReading, type SiteWire } from './reading';
import { RenewDialog } from './RenewDialog';
import { Sections } from './Sections';
import { SitePlanDialog } from './SitePlanDialog';
import { planPrice } from './sitePlans';
import { RenewalCard, StateCard, Until } from './StateCards';
import { TagList, type Tags } from './TagList';
import { nextPoint } from './timeline';
import { TimelineDrawing } from './TimelineDrawing';

type Doing = 'renew' | 'autoRenew' | 'change' | 'release';

/** A site plan of ESA, or the security instance that protects a plan's sites. */
export function EsaPage({ reading }: { readonly reading: EsaReading }): ReactNode {
  const { instance, plan } = reading;
  const [doing, setDoing] = useState<Doing>();
  const now = useNow();
  const subscription = 'value' in reading.subscription ? reading.subscription.value : undefined;
  const deadlines = deadlinesOf(instance, subscription);
  const next = nextPoint(deadlines, now);
  useOfferDeadline(next === undefined ? '' : t(`timeline.${next.milestone}`), next?.at);
  const close = (): void => setDoing(undefined);
  const isPlan = instance.kind === 'sitePlan';
  return (
    <>
      <InstanceHead instance={instance}>
        {isPlan && (
          <>
            <Button type="primary" onClick={() => setDoing('renew')}>
              {t('renew.do')}
            </Button>
            <Button disabled={subscription === undefined || instance.status !== 'running'} onClick={() => setDoing('autoRenew')}>
              {t('autoRenew.do')}
            </Button>
            <Button disabled={instance.status !== 'running'} onClick={() => setDoing('change')}>
              {t('change.do')}
            </Button>
          </>
        )}
        {!isPlan && (
          <Button danger disabled={instance.status === 'released' || instance.status === 'ending'} onClick={() => setDoing('release')}>
            {t('release.do')}
          </Button>
        )}
      </InstanceHead>
      <TimelineDrawing deadlines={deadlines} now={now} />
      <EsaStates reading={reading} />
      <Sections
        sections={[
          {
            key: 'sites',
            name: t('sites.title'),
            show: () => (plan === undefined ? <Hint title={t('sites.noPlan')} /> : <SitesTab plan={plan} />),
          },
          { key: 'orders', name: t('orders.title'), show: () => <OrdersTab instance={instance} /> },
          { key: 'audit', name: t('audit.title'), show: () => <AuditTab id={instance.id} /> },
        ]}
      />
      {doing === 'renew' && plan !== undefined && (
        <RenewDialog
          instance={instance}
          terms={{ productType: 'esa_site', price: (months, signal) => planPrice(plan.PlanName, months, signal) }}
          onClose={close}
        />
      )}
      {doing === 'autoRenew' && subscription !== undefined && (
        <AutoRenewDialog instance={instance} subscription={subscription} onClose={close} />
      )}
      {doing === 'change' && plan !== undefined && <SitePlanDialog plan={plan} onClose={close} />}
      {doing === 'release' && <EsaReleaseDialog instance={instance} onClose={close} />}
    </>
  );
}

function EsaStates({ reading }: { readonly reading: EsaReading }): ReactNode {
  const { instance, plan, security } = reading;
  const serving = instance.status === 'running' || instance.status === 'ending';
  const end = instance.reservedReleaseAt ?? instance.expiresAt;
  return (
    <section aria-label={t('state.title')}>
      <div className="states">
        <StateCard
          name={t(instance.kind === 'sitePlan' ? 'state.service' : 'state.mitigation')}
          light={serving ? 'on' : 'off'}
          word={t(serving ? 'state.on' : 'state.off')}
        >
          {end !== undefined && <Until on={serving} at={end} />}
        </StateCard>
        {instance.kind === 'sitePlan' ? (
          <>
            <StateCard
              name={t('state.security')}
              light={security?.Status === 'online' ? 'on' : 'off'}
              word={t(security === undefined ? 'state.none' : security.Status === 'online' ? 'state.on' : 'state.off')}
            >
              {security !== undefined && (
                <Link className="mono" to={`/instances/esa/${encodeURIComponent(security.InstanceId)}`}>
                  {security.InstanceId}
                </Link>
              )}
              {plan !== undefined && takesSecurity(plan) && (
                <Link to={`/buy?of=security&plan=${encodeURIComponent(instance.id)}`}>{t('state.security.buy')}</Link>
              )}
            </StateCard>
            <RenewalCard subscription={'value' in reading.subscription ? reading.subscription.value : undefined} />
          </>
        ) : (
          <StateCard name={t('state.plan')} light={plan?.Status === 'online' ? 'on' : 'off'} word={plan?.PlanName ?? t('state.none')}>
            {plan !== undefined && (
              <Link className="mono" to={`/instances/esa/${encodeURIComponent(plan.InstanceId)}`}>
                {plan.InstanceId}
              </Link>
            )}
          </StateCard>
        )}
        {instance.kind === 'security' && (
          <StateCard
            name={t('state.reservedRelease')}
            light={instance.reservedReleaseAt === undefined ? 'on' : 'alert'}
            word={t(instance.reservedReleaseAt === undefined ? 'state.none' : 'state.reserved')}
          >
            {instance.reservedReleaseAt !== undefined && <Until on={instance.status === 'ending'} at={instance.reservedReleaseAt} />}
          </StateCard>
        )}
      </div>
      {'failure' in reading.subscription && <FailureNotice failure={reading.subscription.failure} />}
    </section>
  );
}

const SITES_SHOWN = 50;

/** The sites of a plan, with their tags. */
function SitesTab({ plan }: { readonly plan: SitePlanWire }): ReactNode {
  const names = plan.Sites.slice(0, SITES_SHOWN);
  const { value, failure, reload } = useAnswer(`sites ${plan.InstanceId} ${names.length}`, async (signal) => {
    const models = await Promise.all(names.map(({ SiteId }) => ask<{ SiteModel: SiteWire }>('esa', 'GetSite', { SiteId }, signal)));
    return models.map(({ SiteModel }) => SiteModel);
  });
  if (names.length === 0) {
    return (
      <Hint title={t('sites.none')} text={t('sites.none.text')}>
        <Link to="/explorer/esa/CreateSite">{t('sites.none.do')}</Link>
      </Hint>
    );
  }
  if (value === undefined) {
    return failure === undefined ? <Skeleton active /> : <FailureNotice failure={failure} retry={reload} />;
  }
  return (
    <table className="rows">
      <thead>
        <tr>
          <th scope="col">{t('sites.site')}</th>
          <th scope="col">{t('sites.status')}</th>
          <th scope="col">{t('sites.coverage')}</th>
          <th scope="col">{t('sites.access')}</th>
          <th scope="col">{t('tags.title')}</th>
        </tr>
      </thead>
      <tbody>
        {value.map((site) => (
          <tr key={site.SiteId}>
            <td className="mono">{site.SiteName}</td>
            <td data-label={t('sites.status')}>{site.Status}</td>
            <td data-label={t('sites.coverage')}>{site.Coverage}</td>
            <td data-label={t('sites.access')}>{site.AccessType}</td>
            <td data-label={t('tags.title')}>
              <TagList tags={siteTags(site.SiteId)} named={false} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where ESA keeps the tags of its sites. */
const TAG_REGION = 'cn-hangzhou';

interface SiteTagsWire {
  readonly TagResources: readonly { readonly TagKey: string; readonly TagValue: string }[];
}

function siteTags(siteId: number): Tags {
  const target = { RegionId: TAG_REGION, ...list('ResourceId', [siteId]) };
  return {
    of: `site ${siteId}`,
    read: async (signal) => {
      const answer = await ask<SiteTagsWire>('esa', 'ListTagResources', { ...target, ResourceType: 'site' }, signal);
      return answer.TagResources.map(({ TagKey, TagValue }) => ({ key: TagKey, value: TagValue }));
    },
    add: ({ key, value }) =>
      ask('esa', 'TagResources', { ...target, ResourceType: 'Site', ...records('Tag', [{ Key: key, Value: value }]) }),
    remove: (key) => ask('esa', 'UntagResources', { ...target, ResourceType: 'Site', ...list('TagKey', [key]) }),
  };
}
