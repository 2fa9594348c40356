'use strict';
// The outcomes of ddoscoo's ReleaseInstance and the life around them, through pop-core (signature V1).
const test = require('node:test');
const assert = require('node:assert/strict');
const { advancePast, pop, refusal } = require('../clients.js');

const pro = {
  BaseBandwidth: '30', Bandwidth: '30', ServiceBandwidth: '100', PortCount: '50', DomainCount: '50', NormalQps: '3000', Edition: 'coop',
};
const region = 'cn-hangzhou';

async function buy(call) {
  const order = {
    ProductCode: 'ddos', ProductType: 'ddoscoo', SubscriptionType: 'Subscription', Period: 1,
    Parameter: Object.entries(pro).map(([Code, Value]) => ({ Code, Value })),
  };
  const answer = await call('bssopenapi', 'CreateInstance', order);
  assert.equal(answer.Success, true);
  return answer.Data.InstanceId;
}

async function describe(call, id) {
  const answer = await call('ddoscoo', 'DescribeInstances', { RegionId: region, PageNumber: 1, PageSize: 10, InstanceIds: [id] });
  return answer.Instances[0];
}

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

test('a missing, an unknown and an elsewhere instance', async () => {
  const call = pop();
  assert.equal(await refusal(call('ddoscoo', 'ReleaseInstance', { RegionId: region })), 'MissingInstanceId');
  assert.equal(await refusal(call('ddoscoo', 'ReleaseInstance', { RegionId: region, InstanceId: 'ddoscoo-cn-zzzzzzzzzzz' })), 'InstanceNotFound');
  const id = await buy(call);
  assert.equal(await refusal(call('ddoscoo', 'ReleaseInstance', { RegionId: 'ap-southeast-1', InstanceId: id })), 'InstanceNotFound');
});

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
