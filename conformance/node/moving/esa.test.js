'use strict';
// A release of ESA that takes place, which a moved clock leads to, through the typed npm client (signature V3) and pop-core (signature V1).
const test = require('node:test');
const assert = require('node:assert/strict');
const { advancePast, esa, pop } = require('../clients.js');
const { account, bothRefused, buyPlan, buySecurity } = require('../esa.js');

test('a release is scheduled, served until then, and refused after it', async () => {
  const keys = await account('10000');
  const id = await buySecurity(keys, await buyPlan(keys, 3));
  await esa(keys).call('ReleaseInstance', { InstanceId: id });
  await pop(keys)('esa', 'ReleaseInstance', { InstanceId: id });
  const row = (await esa(keys).call('ListDDoSInstances', { InstanceId: id })).InstanceInfo[0];
  assert.equal(row.Status, 'online');
  await advancePast(Date.parse(row.ReserveReleaseTime));
  assert.equal((await esa(keys).call('ListDDoSInstances', { InstanceId: id })).InstanceInfo[0].Status, 'disable');
  await bothRefused(keys, id, 'Instance.ReleaseFailed');
});
