import { expect, test } from 'vitest';
import { concerns } from './audit';

test('a call concerns the instance that it names', () => {
  expect(concerns({ Resource: 'acs:yundun-ddoscoo:cn-hangzhou:1000:instance/ddoscoo-cn-1' }, 'ddoscoo-cn-1')).toBe(true);
  expect(concerns({ Resource: 'acs:yundun-ddoscoo:cn-hangzhou:1000:instance/*' }, 'ddoscoo-cn-1')).toBe(false);
});

test('an instance whose id begins like this one is another', () => {
  expect(concerns({ Resource: 'acs:yundun-ddoscoo:cn-hangzhou:1000:instance/ddoscoo-cn-12' }, 'ddoscoo-cn-1')).toBe(false);
});
