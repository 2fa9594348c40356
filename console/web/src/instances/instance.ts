import { t, type TextKey } from '../text/text';
import { instantOf } from '../time/zone';

/** The API that an instance is managed through. */
export type InstanceProduct = 'ddoscoo' | 'esa';

/** The three kinds of things that are bought and expire. */
export type Kind = 'antiDdos' | 'sitePlan' | 'security';

/** What an instance is at an instant. `ending` is a security instance that serves until its reserved release. */
export type Status = 'running' | 'expired' | 'ending' | 'overdue' | 'released';

/** Where an instance can be; ESA's are everywhere at once. */
export type Region = 'cn-hangzhou' | 'ap-southeast-1' | 'global';

/** One row of the list, whichever product it comes from. Times are milliseconds since 1970. */
export interface Instance {
  readonly product: InstanceProduct;
  readonly kind: Kind;
  readonly id: string;
  readonly region: Region;
  /** Its service address, or the names of the sites that it serves. */
  readonly addresses: readonly string[];
  readonly plan: string;
  readonly status: Status;
  /** Whether traffic passes. */
  readonly forwarding: boolean;
  readonly boughtAt: number;
  readonly expiresAt: number | undefined;
  readonly reservedReleaseAt: number | undefined;
  readonly remark: string;
}

/** What billing calls the product of an instance. */
export function billingCode({ product }: Pick<Instance, 'product'>): 'ddos' | 'esa' {
  return product === 'ddoscoo' ? 'ddos' : 'esa';
}

export interface AntiDdosWire {
  readonly InstanceId: string;
  readonly Ip: string;
  readonly IpVersion: string;
  readonly Remark: string;
  readonly Edition: number;
  readonly Status: number;
  readonly Enabled: number;
  readonly CreateTime: number;
  readonly ExpireTime: number;
}

export interface SecurityWire {
  readonly InstanceId: string;
  readonly SiteInstanceId: string;
  readonly Status: string;
  readonly CreateTime: string;
  readonly ReserveReleaseTime?: string;
  readonly DDoSBurstableDomesticProtection: string;
  readonly DDoSBurstableOverseasProtection: string;
}

export interface SitePlanWire {
  readonly InstanceId: string;
  readonly PlanName: string;
  readonly Status: string;
  readonly CreateTime: string;
  readonly ExpireTime: string;
  readonly Coverages: string;
  readonly SiteQuota: string;
  readonly Duration: number;
  /** There when the plan has a security instance. */
  readonly DdosInstanceLevel?: string;
  readonly Sites: readonly { readonly SiteId: number; readonly SiteName: string; readonly SiteStatus: string }[];
}

/** The plans whose quota of security instances is none. */
const PLANS_WITHOUT_SECURITY: readonly string[] = ['entranceplan', 'entranceplan_intl'];

/** Whether a security instance can be bought for a plan: it is of a size that may have one, has none yet, and neither expired nor is overdue. */
export function takesSecurity(plan: Pick<SitePlanWire, 'PlanName' | 'Status' | 'DdosInstanceLevel'>): boolean {
  return !PLANS_WITHOUT_SECURITY.includes(plan.PlanName) && plan.Status === 'online' && plan.DdosInstanceLevel === undefined;
}

export const DOMESTIC_PROTECTIONS = ['cn_300', 'cn_600', 'off'] as const;
export const OVERSEAS_PROTECTIONS = ['off', 'overseas_300', 'overseas_twice_unlimited', 'overseas_unlimited'] as const;
const PROTECTIONS = [...DOMESTIC_PROTECTIONS, ...OVERSEAS_PROTECTIONS];

const PREMIUM_PREFIX = 'ddosDip-';

/** The region that the id of an Anti-DDoS instance tells. */
function regionOf(antiDdosId: string): 'cn-hangzhou' | 'ap-southeast-1' {
  return antiDdosId.startsWith(PREMIUM_PREFIX) ? 'ap-southeast-1' : 'cn-hangzhou';
}

const EDITIONS: Readonly<Record<number, TextKey>> = {
  0: 'instances.edition.0',
  1: 'instances.edition.1',
  2: 'instances.edition.2',
  3: 'instances.edition.3',
  9: 'instances.edition.9',
};

/** The name of an Anti-DDoS edition; undefined for a number that has none. */
export function editionKey(edition: number): TextKey | undefined {
  return EDITIONS[edition];
}

export function antiDdos(wire: AntiDdosWire, plan: string): Instance {
  return {
    product: 'ddoscoo',
    kind: 'antiDdos',
    id: wire.InstanceId,
    region: regionOf(wire.InstanceId),
    addresses: wire.Ip === '' ? [] : [wire.Ip],
    plan,
    status: wire.Status === 1 ? 'running' : 'expired',
    forwarding: wire.Enabled === 1,
    boughtAt: wire.CreateTime,
    expiresAt: wire.ExpireTime,
    reservedReleaseAt: undefined,
    remark: wire.Remark,
  };
}

export function sitePlan(wire: SitePlanWire): Instance {
  const status = esaStatus(wire.Status);
  return {
    product: 'esa',
    kind: 'sitePlan',
    id: wire.InstanceId,
    region: 'global',
    addresses: wire.Sites.map((site) => site.SiteName),
    plan: wire.PlanName,
    status,
    forwarding: status === 'running',
    boughtAt: instantOf(wire.CreateTime) ?? 0,
    expiresAt: instantOf(wire.ExpireTime),
    reservedReleaseAt: undefined,
    remark: '',
  };
}

/** A security instance serves the sites of its plan and expires with it. */
export function security(wire: SecurityWire, plan: SitePlanWire | undefined): Instance {
  const status = esaStatus(wire.Status);
  const reservedReleaseAt = instantOf(wire.ReserveReleaseTime);
  return {
    product: 'esa',
    kind: 'security',
    id: wire.InstanceId,
    region: 'global',
    addresses: plan?.Sites.map((site) => site.SiteName) ?? [],
    plan: protectionText(wire),
    status: status === 'running' && reservedReleaseAt !== undefined ? 'ending' : status,
    forwarding: status === 'running',
    boughtAt: instantOf(wire.CreateTime) ?? 0,
    expiresAt: instantOf(plan?.ExpireTime),
    reservedReleaseAt,
    remark: '',
  };
}

/** The protections that a security instance has, those that are off left out. */
function protectionText(wire: SecurityWire): string {
  const { DDoSBurstableDomesticProtection: domestic, DDoSBurstableOverseasProtection: overseas } = wire;
  return [
    ...(domestic === 'off' ? [] : [t('instances.domestic', { protection: protectionName(domestic) })]),
    ...(overseas === 'off' ? [] : [t('instances.overseas', { protection: protectionName(overseas) })]),
  ].join(' · ');
}

/** A protection in words; one that has none, as the API writes it. */
function protectionName(protection: string): string {
  const known = PROTECTIONS.find((each) => each === protection);
  return known === undefined ? protection : t(`buy.protection.${known}`);
}

function esaStatus(word: string): Status {
  switch (word) {
    case 'online':
      return 'running';
    case 'overdue':
      return 'overdue';
    case 'disable':
      return 'released';
    default:
      return 'expired';
  }
}
