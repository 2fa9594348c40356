import { expect, test } from 'vitest';
import type { AntiDdosWire } from './instance';
import { specificationOf } from './reading';

const INSTANCE: AntiDdosWire = {
  InstanceId: 'ddoscoo-cn-1',
  Ip: '127.77.0.1',
  IpVersion: 'Ipv4',
  Remark: '',
  Edition: 9,
  Status: 1,
  Enabled: 1,
  CreateTime: 0,
  ExpireTime: 0,
};

test('what a Pro instance has is said in the components that it was bought by', () => {
  const specs = {
    InstanceId: 'ddoscoo-cn-1',
    BaseBandwidth: 30,
    ElasticBandwidth: 60,
    BandwidthMbps: 100,
    QpsLimit: 3000,
    DomainLimit: 50,
    PortLimit: 55,
  };
  expect(specificationOf(INSTANCE, specs, { ProductPlan: 9, FunctionVersion: 1, ServicePartner: 'coop-line-001' })).toEqual({
    BaseBandwidth: '30',
    Bandwidth: '60',
    ServiceBandwidth: '100',
    NormalQps: '3000',
    DomainCount: '50',
    PortCount: '55',
    FunctionVersion: '1',
    '95BurstBandwidthMode': '0',
  });
});

test('burstable protection below the base is none, and so the base', () => {
  expect(specificationOf(INSTANCE, { InstanceId: 'ddoscoo-cn-1', BaseBandwidth: 30, ElasticBandwidth: 0 }, undefined)['Bandwidth']).toBe(
    '30',
  );
});

test('a Premium instance has a plan and clean bandwidth instead of protection by bandwidth', () => {
  const specification = specificationOf(
    { ...INSTANCE, Edition: 2 },
    { InstanceId: 'ddosDip-sg-1', BandwidthMbps: 20, ElasticBwModel: 'month' },
    undefined,
  );
  expect(specification).toMatchObject({ ProductPlan: '2', NormalBandwidth: '20', '95BurstBandwidthMode': '2' });
  expect(specification).not.toHaveProperty('BaseBandwidth');
});
