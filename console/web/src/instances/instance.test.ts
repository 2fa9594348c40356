import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { antiDdos, security, sitePlan, takesSecurity, type AntiDdosWire, type SecurityWire, type SitePlanWire } from './instance';

/** What the service sells of ESA, and what each plan may have, as it reads them itself. */
const SOLD = join(import.meta.dirname, '../../../../control/src/main/resources/breakwater/control/operation/esa');

const ANTI_DDOS: AntiDdosWire = {
  InstanceId: 'ddosDip-sg-1',
  Ip: '127.77.0.1',
  IpVersion: 'Ipv4',
  Remark: 'shard 7',
  Edition: 1,
  Status: 2,
  Enabled: 1,
  CreateTime: 1_000,
  ExpireTime: 2_000,
};

const PLAN: SitePlanWire = {
  InstanceId: 'esa-site-1',
  PlanName: 'high',
  Status: 'online',
  CreateTime: '2026-11-01T00:00:00Z',
  ExpireTime: '2026-12-01T00:00:00Z',
  Coverages: 'global',
  SiteQuota: '10',
  Duration: 1,
  Sites: [{ SiteId: 1, SiteName: 'example.com', SiteStatus: 'active' }],
};

const SECURITY: SecurityWire = {
  InstanceId: 'esa-ddos-1',
  SiteInstanceId: 'esa-site-1',
  Status: 'online',
  CreateTime: '2026-11-02T00:00:00Z',
  DDoSBurstableDomesticProtection: 'cn_300',
  DDoSBurstableOverseasProtection: 'off',
};

test('an expired Anti-DDoS instance that is enabled still forwards, and its id tells its region', () => {
  expect(antiDdos(ANTI_DDOS, 'Unlimited')).toMatchObject({
    status: 'expired',
    forwarding: true,
    region: 'ap-southeast-1',
    expiresAt: 2_000,
  });
  expect(antiDdos({ ...ANTI_DDOS, InstanceId: 'ddoscoo-cn-1', Status: 1, Enabled: 0 }, '')).toMatchObject({
    status: 'running',
    forwarding: false,
    region: 'cn-hangzhou',
  });
});

test('the address of a site plan is its sites', () => {
  expect(sitePlan(PLAN)).toMatchObject({ addresses: ['example.com'], status: 'running', expiresAt: Date.UTC(2026, 11, 1) });
});

describe('a security instance', () => {
  test('serves the sites of its plan and expires with it', () => {
    expect(security(SECURITY, PLAN)).toMatchObject({
      addresses: ['example.com'],
      expiresAt: Date.UTC(2026, 11, 1),
      status: 'running',
      plan: 'Mainland: up to 300 Gbit/s',
    });
  });

  test('that is to be released ends, and serves until then', () => {
    const ending = security({ ...SECURITY, ReserveReleaseTime: '2026-11-30T16:00:00Z' }, PLAN);
    expect(ending).toMatchObject({ status: 'ending', forwarding: true, reservedReleaseAt: Date.UTC(2026, 10, 30, 16) });
  });

  test('that was released is released, whatever was reserved before', () => {
    expect(security({ ...SECURITY, Status: 'disable', ReserveReleaseTime: '2026-11-30T16:00:00Z' }, undefined)).toMatchObject({
      status: 'released',
      forwarding: false,
      expiresAt: undefined,
    });
  });

  test('whose account owes money is overdue', () => {
    expect(security({ ...SECURITY, Status: 'overdue' }, PLAN).status).toBe('overdue');
  });
});

describe('a security instance is offered for a plan', () => {
  test.each(rowsOf('plans.tsv'))('that may have one and for no other: %s', (name, _code, _subscribeType, tier) => {
    const [, , ...quotas] = rowsOf('quotas.tsv').find(([quota]) => quota === 'ddos_instance') ?? [];
    const quota = quotas[['ENTRANCE', 'BASIC', 'STANDARD', 'ADVANCED', 'ENTERPRISE'].indexOf(tier ?? '')];
    expect(quota).toMatch(/^[01]$/);
    expect(takesSecurity({ PlanName: name ?? '', Status: 'online' })).toBe(quota === '1');
  });

  test('that is paid for and has none', () => {
    expect(takesSecurity(PLAN)).toBe(true);
    expect(takesSecurity({ ...PLAN, DdosInstanceLevel: 'cn_300' })).toBe(false);
    expect(takesSecurity({ ...PLAN, Status: 'offline' })).toBe(false);
    expect(takesSecurity({ ...PLAN, Status: 'overdue' })).toBe(false);
  });
});

/** The rows of a table of the service, their columns apart. */
function rowsOf(table: string): string[][] {
  return readFileSync(join(SOLD, table), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
}
