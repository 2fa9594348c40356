import { expect, test } from 'vitest';
import { joined } from './rules';

const rule = (Protocol: string, FrontendPort: number, RealServers: readonly string[]) => ({
  Protocol,
  FrontendPort,
  BackendPort: 80,
  RealServers,
  ProxyStatus: 'off',
  Remark: '',
});
const status = (Address: string, Status: string) => ({ Address, Status });

test('the health of an origin is that of its own rule', () => {
  const rules = joined(
    [rule('tcp', 443, ['10.0.0.1', '10.0.0.2']), rule('udp', 443, ['10.0.0.1'])],
    [
      { Protocol: 'udp', FrontendPort: 443, RealServerStatusList: [status('10.0.0.1', 'normal')] },
      { Protocol: 'tcp', FrontendPort: 443, RealServerStatusList: [status('10.0.0.1', 'abnormal'), status('10.0.0.2', 'normal')] },
    ],
    [
      { Protocol: 'tcp', FrontendPort: 443, HealthCheck: { Type: 'tcp', Interval: 5 } },
      { Protocol: 'udp', FrontendPort: 443, HealthCheck: { Type: 'udp', Interval: 5 } },
    ],
  );
  expect(rules.map(({ origins }) => origins.map(({ health }) => health))).toEqual([['abnormal', 'normal'], ['normal']]);
});

test('an origin that nothing checks is not called healthy', () => {
  const [unchecked] = joined(
    [rule('tcp', 80, ['10.0.0.1'])],
    [{ Protocol: 'tcp', FrontendPort: 80, RealServerStatusList: [status('10.0.0.1', 'normal')] }],
    [{ Protocol: 'tcp', FrontendPort: 80, HealthCheck: {} }],
  );
  expect(unchecked?.origins).toEqual([{ address: '10.0.0.1', health: 'unchecked' }]);
});
