'use strict';
// The outcomes of ddoscoo's ReleaseInstance that a moved clock leads to, and the life around them, through pop-core (signature V1).
const test = require('node:test');
const assert = require('node:assert/strict');
const { advancePast, pop, refusal } = require('../clients.js');
const { buy, describe, region } = require('../ddoscoo.js');

for (const method of ['GET', 'POST']) {
  for (const secure of [false, true]) {
    test(`an instance lives and is released (${method}, ${secure ? 'https' : 'http'})`, async () => {
      const call = pop(undefined, { method, secure });
      const id = await buy(call);
      const bought = await describe(call, id);
      assert.equal(bought.Status, 1);
      assert.equal(await refusal(call('ddoscoo', 'ReleaseInstance', { RegionId: region, InstanceId: id })), 'InstanceNotExpire');
      await advancePast(Number(bought.ExpireTime));
      assert.equal((await describe(call, id)).Status, 2);
      const released = await call('ddoscoo', 'ReleaseInstance', { RegionId: region, InstanceId: id });
      assert.deepEqual(Object.keys(released), ['RequestId']);
      assert.equal(await describe(call, id), undefined);
      assert.equal(await refusal(call('ddoscoo', 'ReleaseInstance', { RegionId: region, InstanceId: id })), 'InstanceNotFound');
    });
  }
}

test('a RAM user without permission is refused, with permission obeyed', async () => {
  const call = pop();
  const id = await buy(call);
  await advancePast(Number((await describe(call, id)).ExpireTime));
  await call('ram', 'CreateUser', { UserName: 'node-user' });
  const { AccessKey } = await call('ram', 'CreateAccessKey', { UserName: 'node-user' });
  const user = pop({ id: AccessKey.AccessKeyId, secret: AccessKey.AccessKeySecret });
  assert.equal(await refusal(user('ddoscoo', 'ReleaseInstance', { RegionId: region, InstanceId: id })), 'NoPermission');
  await call('ram', 'AttachPolicyToUser', { UserName: 'node-user', PolicyType: 'System', PolicyName: 'AliyunYundunDDosCooFullAccess' });
  await user('ddoscoo', 'ReleaseInstance', { RegionId: region, InstanceId: id });
});
