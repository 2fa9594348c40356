import { ask, list } from '../api/products';
import { asFailure } from '../api/answer';
import type { ApiFailure } from '../api/client';
import { instantOf } from '../time/zone';
import { antiDdos, security, sitePlan, type AntiDdosWire, type Instance, type SecurityWire, type SitePlanWire } from './instance';
import { editionText, planOf, type SpecificationWire } from './listing';
import { OFFERINGS, type Offering, type Specification } from './offers';
import type { Deadlines } from './timeline';

/** What billing knows of an instance: what happens when, and how it is renewed. */
export interface Subscription {
  readonly productType: string;
  readonly stopAt: number | undefined;
  readonly releaseAt: number | undefined;
  readonly renewal: 'AutoRenewal' | 'ManualRenewal' | 'NotRenewal';
  /** The period of automatic renewals. */
  readonly renewalMonths: number | undefined;
}

interface SubscriptionWire {
  readonly ProductType: string;
  readonly StopTime?: string;
  readonly ReleaseTime?: string;
  readonly RenewStatus: Subscription['renewal'];
  readonly RenewalDuration?: number;
  readonly RenewalDurationUnit?: string;
}

/** Something that the viewer may not be allowed to see, which must not hide the rest. */
export type Maybe<T> = { readonly value: T } | { readonly failure: ApiFailure };

async function maybe<T>(reading: Promise<T>): Promise<Maybe<T>> {
  try {
    return { value: await reading };
  } catch (reason) {
    return { failure: asFailure(reason) };
  }
}

async function subscription(id: string, signal: AbortSignal): Promise<Subscription | undefined> {
  const answer = await ask<{ Data: { InstanceList: readonly SubscriptionWire[] } }>(
    'bssopenapi',
    'QueryAvailableInstances',
    { InstanceIDs: id },
    signal,
  );
  const [wire] = answer.Data.InstanceList;
  return wire === undefined
    ? undefined
    : {
        productType: wire.ProductType,
        stopAt: instantOf(wire.StopTime),
        releaseAt: instantOf(wire.ReleaseTime),
        renewal: wire.RenewStatus,
        renewalMonths: wire.RenewalDuration === undefined ? undefined : wire.RenewalDuration * (wire.RenewalDurationUnit === 'Y' ? 12 : 1),
      };
}

export interface ExtensionWire {
  readonly ProductPlan: number;
  readonly FunctionVersion: number;
  readonly ServicePartner: string;
}

/** What the head of an Anti-DDoS instance's page shows. */
export interface AntiDdosReading {
  readonly instance: Instance;
  readonly specs: SpecificationWire;
  readonly specification: Specification;
  /** The state of its address: normal, expired, defense, blackhole or punished. */
  readonly addressState: string;
  readonly blackholeUntil: number | undefined;
  readonly subscription: Maybe<Subscription | undefined>;
}

interface DetailsWire {
  readonly EipInfos: readonly { readonly Status: string }[];
}

/** Reads an Anti-DDoS instance; undefined when there is none of this id. */
export async function readAntiDdos(id: string, signal: AbortSignal): Promise<AntiDdosReading | undefined> {
  const ids = list('InstanceIds', [id]);
  const paying = maybe(subscription(id, signal));
  const found = await ask<{ Instances: readonly AntiDdosWire[] }>(
    'ddoscoo',
    'DescribeInstances',
    { ...ids, PageNumber: 1, PageSize: 1 },
    signal,
  );
  const [wire] = found.Instances;
  if (wire === undefined) {
    return undefined;
  }
  const [specs, extension, details, blackhole] = await Promise.all([
    ask<{ InstanceSpecs: readonly SpecificationWire[] }>('ddoscoo', 'DescribeInstanceSpecs', ids, signal),
    ask<{ InstanceExtSpecs: readonly ExtensionWire[] }>('ddoscoo', 'DescribeInstanceExt', { InstanceId: id }, signal),
    ask<{ InstanceDetails: readonly DetailsWire[] }>('ddoscoo', 'DescribeInstanceDetails', ids, signal),
    ask<{ BlackholeStatus: readonly { BlackStatus: string; EndTime?: number }[] }>('ddoscoo', 'DescribeBlackholeStatus', ids, signal),
  ]);
  const [spec = { InstanceId: id }] = specs.InstanceSpecs;
  const hole = blackhole.BlackholeStatus.find((status) => status.BlackStatus === 'blackhole');
  return {
    instance: antiDdos(wire, editionText(wire.Edition)),
    specs: spec,
    specification: specificationOf(wire, spec, extension.InstanceExtSpecs[0]),
    addressState: details.InstanceDetails[0]?.EipInfos[0]?.Status ?? '',
    blackholeUntil: hole?.EndTime === undefined ? undefined : hole.EndTime * 1_000,
    subscription: await paying,
  };
}

/** The specification as the components of the price list, from what the product tells of it. */
export function specificationOf(instance: AntiDdosWire, specs: SpecificationWire, extension: ExtensionWire | undefined): Specification {
  const pro = instance.Edition === 9;
  const base = specs.BaseBandwidth ?? 0;
  return {
    ...(pro
      ? {
          BaseBandwidth: String(base),
          // Burstable protection that is set below the base is none, which is priced as the base.
          Bandwidth: String(Math.max(base, specs.ElasticBandwidth ?? 0)),
          ServiceBandwidth: String(specs.BandwidthMbps ?? 0),
        }
      : { ProductPlan: String(instance.Edition), NormalBandwidth: String(specs.BandwidthMbps ?? 0) }),
    NormalQps: String(specs.QpsLimit ?? 0),
    DomainCount: String(specs.DomainLimit ?? 0),
    PortCount: String(specs.PortLimit ?? 0),
    FunctionVersion: String(extension?.FunctionVersion ?? 0),
    '95BurstBandwidthMode': specs.ElasticBwModel === 'day' ? '1' : specs.ElasticBwModel === 'month' ? '2' : '0',
  };
}

/** The offering that an instance was sold as. */
export function offeringOf(reading: AntiDdosReading): Offering | undefined {
  const subscribed = 'value' in reading.subscription ? reading.subscription.value : undefined;
  return OFFERINGS.find((offering) => offering === subscribed?.productType);
}

export function deadlinesOf(instance: Instance, subscribed: Subscription | undefined): Deadlines {
  return {
    boughtAt: instance.boughtAt,
    expiresAt: instance.expiresAt,
    forwardingStopAt: instance.product === 'ddoscoo' ? subscribed?.stopAt : undefined,
    automaticReleaseAt: instance.reservedReleaseAt === undefined ? subscribed?.releaseAt : undefined,
    reservedReleaseAt: instance.reservedReleaseAt,
  };
}

export interface SiteWire {
  readonly SiteId: number;
  readonly SiteName: string;
  readonly Status: string;
  readonly Coverage: string;
  readonly AccessType: string;
  readonly CreateTime: string;
  readonly Tags?: Readonly<Record<string, string>>;
}

/** What the page of an ESA instance shows: a site plan, or a security instance with the plan that it belongs to. */
export interface EsaReading {
  readonly instance: Instance;
  readonly plan: SitePlanWire | undefined;
  readonly security: SecurityWire | undefined;
  readonly subscription: Maybe<Subscription | undefined>;
}

/** Reads an ESA instance; undefined when there is none of this id. */
export async function readEsa(id: string, signal: AbortSignal): Promise<EsaReading | undefined> {
  const paying = maybe(subscription(id, signal));
  const plan = await planOf(id);
  if (plan !== undefined) {
    const protecting = await ask<{ InstanceInfo: readonly SecurityWire[] }>('esa', 'ListDDoSInstances', { SiteInstanceId: id }, signal);
    return {
      instance: sitePlan(plan),
      plan,
      security: protecting.InstanceInfo.find(({ Status }) => Status !== 'disable'),
      subscription: await paying,
    };
  }
  const found = await ask<{ InstanceInfo: readonly SecurityWire[] }>('esa', 'ListDDoSInstances', { InstanceId: id }, signal);
  const [wire] = found.InstanceInfo;
  if (wire === undefined) {
    return undefined;
  }
  const itsPlan = await planOf(wire.SiteInstanceId);
  return { instance: security(wire, itsPlan), plan: itsPlan, security: wire, subscription: await paying };
}
