'use strict';
// What the tests of ddoscoo buy and look at, through pop-core.
const assert = require('node:assert/strict');

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

module.exports = { buy, describe, region };
