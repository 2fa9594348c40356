'use strict';
// ddoscoo through pop-core (signature V1): what needs no moved clock, run against development and production.
const test = require('node:test');
const assert = require('node:assert/strict');
const { pop, refusal } = require('../clients.js');
const { buy, describe, region } = require('../ddoscoo.js');

for (const method of ['GET', 'POST']) {
  for (const secure of [false, true]) {
    test(`an instance is bought, seen and not released before it has expired (${method}, ${secure ? 'https' : 'http'})`, async () => {
      const call = pop(undefined, { method, secure });
      const id = await buy(call);
      assert.equal((await describe(call, id)).Status, 1);
      assert.equal(await refusal(call('ddoscoo', 'ReleaseInstance', { RegionId: region, InstanceId: id })), 'InstanceNotExpire');
      assert.equal((await describe(call, id)).Status, 1);
    });
  }
}

test('a missing, an unknown and an elsewhere instance', async () => {
  const call = pop();
  assert.equal(await refusal(call('ddoscoo', 'ReleaseInstance', { RegionId: region })), 'MissingInstanceId');
  assert.equal(await refusal(call('ddoscoo', 'ReleaseInstance', { RegionId: region, InstanceId: 'ddoscoo-cn-zzzzzzzzzzz' })), 'InstanceNotFound');
  const id = await buy(call);
  assert.equal(await refusal(call('ddoscoo', 'ReleaseInstance', { RegionId: 'ap-southeast-1', InstanceId: id })), 'InstanceNotFound');
});

test('a RAM user without permission is refused, with permission told that it is too early', async () => {
  const call = pop();
  const id = await buy(call);
  await call('ram', 'CreateUser', { UserName: 'early-user' });
  const { AccessKey } = await call('ram', 'CreateAccessKey', { UserName: 'early-user' });
  const user = pop({ id: AccessKey.AccessKeyId, secret: AccessKey.AccessKeySecret });
  assert.equal(await refusal(user('ddoscoo', 'ReleaseInstance', { RegionId: region, InstanceId: id })), 'NoPermission');
  await call('ram', 'AttachPolicyToUser', { UserName: 'early-user', PolicyType: 'System', PolicyName: 'AliyunYundunDDosCooFullAccess' });
  assert.equal(await refusal(user('ddoscoo', 'ReleaseInstance', { RegionId: region, InstanceId: id })), 'InstanceNotExpire');
});

test('a role is assumed and its session is obeyed', async () => {
  const call = pop();
  const { AccountId } = await call('sts', 'GetCallerIdentity');
  await call('ram', 'CreateRole', { RoleName: 'node-role', AssumeRolePolicyDocument: JSON.stringify({
    Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: [`acs:ram::${AccountId}:root`] } }],
  }) });
  await call('ram', 'AttachPolicyToRole', { RoleName: 'node-role', PolicyType: 'System', PolicyName: 'AliyunYundunDDosCooFullAccess' });
  await call('ram', 'CreateUser', { UserName: 'assumer' });
  await call('ram', 'AttachPolicyToUser', { UserName: 'assumer', PolicyType: 'System', PolicyName: 'AdministratorAccess' });
  const { AccessKey } = await call('ram', 'CreateAccessKey', { UserName: 'assumer' });
  const user = pop({ id: AccessKey.AccessKeyId, secret: AccessKey.AccessKeySecret });
  const { Credentials } = await user('sts', 'AssumeRole', { RoleArn: `acs:ram::${AccountId}:role/node-role`, RoleSessionName: 'night-shift' });
  const session = { id: Credentials.AccessKeyId, secret: Credentials.AccessKeySecret, token: Credentials.SecurityToken };
  assert.equal((await pop(session)('sts', 'GetCallerIdentity')).IdentityType, 'AssumedRoleUser');
  assert.equal(await refusal(pop(session)('bssopenapi', 'QueryAccountBalance')), 'NotAuthorized');
});

test('a number beyond 2^53 arrives whole, as a string', async () => {
  const call = pop();
  const id = await buy(call);
  const orders = await call('bssopenapi', 'QueryOrders', { PageNum: 1, PageSize: 20 });
  const order = orders.Data.OrderList.Order[0].OrderId;
  assert.equal(typeof order, 'string');
  const detail = await call('bssopenapi', 'GetOrderDetail', { OrderId: order });
  assert.match(JSON.stringify(detail.Data.OrderList.Order[0]), new RegExp(id));
});

test('characters of every kind survive signature V1', async () => {
  const call = pop(undefined, { method: 'GET' });
  const id = await buy(call);
  const remark = "edge *~ +%20 «ü» 😀 a=b&c=d 'x' (1) !";
  await call('ddoscoo', 'ModifyInstanceRemark', { RegionId: region, InstanceId: id, Remark: remark });
  assert.equal((await describe(call, id)).Remark, remark);
});

test('who am I, through STS', async () => {
  const call = pop();
  assert.equal((await call('sts', 'GetCallerIdentity')).IdentityType, 'Account');
});
