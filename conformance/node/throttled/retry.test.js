'use strict';
// Against a server that throttles early (started by ThrottlingTest): the typed client recognises the refusal and, told to, retries it away.
const test = require('node:test');
const assert = require('node:assert/strict');
const { RetryOptions } = require('@darabonba/typescript');
const { esa } = require('../clients.js');

const CALLS = 30;
const THROTTLED = 'ThrottlingError Throttling.User';

test('a throttled call is recognised as such', async () => {
  const client = esa();
  const names = new Set();
  // All at once, and again: on a machine that is busy with other things they may come too slowly to be too many.
  while (!names.has(THROTTLED)) {
    await Promise.all(Array.from({ length: CALLS }, () => client.typed('ListSites', { pageNumber: 1 }).then(() => names.add('answered'), (error) => {
      names.add(`${error.name} ${error.code}`);
      // Ten calls a second: the next one is at most 100 ms away, and the client learns how far.
      assert.ok(error.retryAfter >= 1 && error.retryAfter <= 100, `retryAfter is ${error.retryAfter}`);
    })));
  }
  assert.deepEqual([...names].sort(), [THROTTLED, 'answered']);
});

test('the client\'s own retries get every call through', async () => {
  const client = esa(undefined, {
    retryOptions: new RetryOptions({
      retryable: true,
      retryCondition: [{ maxAttempts: 20, backoff: { policy: 'Fixed', period: 250 }, exception: ['ThrottlingError'], errorCode: ['Throttling.User'] }],
    }),
  });
  for (let call = 0; call < CALLS; call += 1) {
    assert.equal((await client.typed('ListSites', { pageNumber: 1 })).totalCount, 0);
  }
});
