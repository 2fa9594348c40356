import { expect, test } from 'vitest';
import { concerns } from './audit';

const request = (CalledAction: string, Resource: string) => ({ CalledAction, Resource });

test('a change of the instance concerns it, a question only when questions are wanted', () => {
  const resource = 'acs:yundun-ddoscoo:cn-hangzhou:1000:instance/ddoscoo-cn-1';
  expect(concerns(request('ReleaseInstance', resource), 'ddoscoo-cn-1', false)).toBe(true);
  expect(concerns(request('DescribeInstances', resource), 'ddoscoo-cn-1', false)).toBe(false);
  expect(concerns(request('DescribeInstances', resource), 'ddoscoo-cn-1', true)).toBe(true);
});

test('an instance whose id begins like this one is another', () => {
  expect(concerns(request('ReleaseInstance', 'acs:yundun-ddoscoo:cn-hangzhou:1000:instance/ddoscoo-cn-12'), 'ddoscoo-cn-1', false)).toBe(
    false,
  );
});
