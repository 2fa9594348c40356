import { expect, test } from 'vitest';
import { cutOff } from './readiness';

test('what a release cuts off is told without what there is none of', () => {
  const clients = 'Releasing it cuts off 2 or more clients that were seen since then.';
  expect(cutOff({ OpenConnections: 3, Clients: 2 })).toEqual(['Releasing it closes 3 open connections.', clients]);
  expect(cutOff({ OpenConnections: 1, Clients: 0 })).toEqual(['Releasing it closes 1 open connection.']);
  expect(cutOff({ OpenConnections: 0, Clients: 2 })).toEqual([clients]);
});
