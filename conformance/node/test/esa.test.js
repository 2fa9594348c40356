'use strict';
// ESA through its typed npm client (signature V3) and, for ReleaseInstance's errors, through pop-core (signature V1) as well:
// what needs no moved clock, run against development and production.
const test = require('node:test');
const assert = require('node:assert/strict');
const { esa, pop, refusal, root } = require('../clients.js');
const { account, bothRefused, buyPlan, buySecurity } = require('../esa.js');

const region = 'cn-hangzhou';
let number = 0;
const siteName = () => `node-${process.pid}-${number += 1}.com`;

test('typed answers of plans, sites, tags and quotas', async () => {
  for (const secure of [false, true]) {
    const client = esa(root, { secure });
    const bought = await client.typed('PurchaseRatePlan', { planName: 'basic', period: 3, chargeType: 'PREPAY', coverage: 'overseas', autoPay: true });
    assert.match(bought.instanceId, /^esa-site-[0-9a-z]{11}$/);
    const plan = bought.instanceId;
    assert.equal((await client.typed('DescribeRatePlanInstanceStatus', { instanceId: plan })).instanceStatus, 'running');
    const listed = await client.typed('ListUserRatePlanInstances', { instanceId: plan });
    assert.equal(listed.instanceInfo[0].planName, 'basic');
    assert.equal(listed.totalCount, 1);

    const name = siteName();
    assert.equal((await client.typed('CheckSiteName', { siteName: name })).passed, true);
    const site = await client.typed('CreateSite', { siteName: name, instanceId: plan, coverage: 'overseas', accessType: 'NS' });
    assert.equal((await client.typed('GetSite', { siteId: site.siteId })).siteModel.siteName, name);
    assert.equal((await client.typed('VerifySite', { siteId: site.siteId })).passed, true);
    await client.typed('UpdateSiteCoverage', { siteId: site.siteId, coverage: 'overseas' });
    const id = String(site.siteId);
    await client.typed('TagResources', { regionId: region, resourceType: 'site', resourceId: [id], tag: [{ key: 'team', value: 'edge' }] });
    const tags = await client.typed('ListTagResources', { regionId: region, resourceType: 'site', resourceId: [id] });
    assert.equal(tags.tagResources[0].tagValue, 'edge');
    const sites = await client.typed('ListSites', { tagFilter: [{ key: 'team', value: 'edge' }], siteName: name, siteSearchType: 'exact' });
    assert.equal(sites.sites[0].siteName, name);
    await client.typed('UntagResources', { regionId: region, resourceType: 'site', resourceId: [id], tagKey: ['team'] });
    const quotas = await client.typed('ListInstanceQuotas', { instanceId: plan, quotaNames: 'customHttpCert,preload' });
    assert.equal(quotas.quotas.length, 2);
    assert.equal((await client.typed('ListInstanceQuotasWithUsage', { instanceId: plan, quotaNames: 'customHttpCert' })).quotas.length, 1);

    await client.call('PurchaseDDoSInstance', {
      SiteInstanceId: plan, DDoSBillingMode: 'CleanTraffic', DDoSBurstableDomesticProtection: 'cn_300', DDoSBurstableOverseasProtection: 'off',
    });
    await client.typed('SetDdosMaxBurstGbps', { instanceId: plan, maxBurstGbps: '100' });
    assert.equal((await client.typed('DescribeDdosMaxBurstGbps', { instanceId: plan })).maxBurstGbps, '100');
    await client.typed('UpdateRatePlanSpec', { instanceId: plan, targetPlanName: 'medium', orderType: 'UPGRADE', autoPay: true });
    await client.typed('DeleteSite', { siteId: site.siteId });
    assert.equal(await refusal(client.typed('GetSite', { siteId: site.siteId })), 'SiteNotFound');
  }
});

test('a release is scheduled and the instance serves on', async () => {
  const keys = await account('10000');
  const id = await buySecurity(keys, await buyPlan(keys, 3));
  await esa(keys).call('ReleaseInstance', { InstanceId: id });
  await pop(keys)('esa', 'ReleaseInstance', { InstanceId: id });
  const row = (await esa(keys).call('ListDDoSInstances', { InstanceId: id })).InstanceInfo[0];
  assert.equal(row.Status, 'online');
});

test('InvalidInstance', async () => {
  const keys = await account('100');
  await bothRefused(keys, undefined, 'InvalidInstance');
  await bothRefused(keys, 'esa-ddos-unknown0000', 'InvalidInstance');
  await bothRefused(keys, await buyPlan(keys), 'InvalidInstance');
});

test('RamAuthFailed', async () => {
  const keys = await account('0');
  await pop(keys)('ram', 'CreateUser', { UserName: 'u' });
  const { AccessKey } = await pop(keys)('ram', 'CreateAccessKey', { UserName: 'u' });
  await bothRefused({ id: AccessKey.AccessKeyId, secret: AccessKey.AccessKeySecret }, 'esa-ddos-unknown0000', 'RamAuthFailed');
});

test('CheckOrderFailed', async () => {
  const keys = await account('10000');
  const plan = await buyPlan(keys);
  const id = await buySecurity(keys, plan);
  await esa(keys).typed('UpdateRatePlanSpec', { instanceId: plan, targetPlanName: 'medium', orderType: 'UPGRADE', autoPay: false });
  await bothRefused(keys, id, 'CheckOrderFailed');
});

test('InsufficientAvailableQuota', async () => {
  const keys = await account('15', '5000');
  await bothRefused(keys, await buySecurity(keys, await buyPlan(keys)), 'InsufficientAvailableQuota');
});

test('InsufficientBalance', async () => {
  const keys = await account('3200');
  const plan = await buyPlan(keys);
  const id = await buySecurity(keys, plan);
  await esa(keys).typed('SetDdosMaxBurstGbps', { instanceId: plan, maxBurstGbps: '300' });
  await bothRefused(keys, id, 'InsufficientBalance');
});

test('what the order system cannot sell', async () => {
  const keys = await account('100');
  const cases = [
    ['CheckPlanFailed', { planName: 'nonsense', period: 1 }],
    ['SYSTEM.NoSpecificCodeFailed', { planName: 'basic', period: 10 }],
    ['InvalidSiteName', { planName: 'basic', period: 1, siteName: 'not_a_name', coverage: 'overseas', type: 'NS' }],
    ['SubSiteUnavailable', { planName: 'basic', period: 1, siteName: `www.${siteName()}`, coverage: 'overseas', type: 'NS' }],
    ['InvalidSiteICP', { planName: 'basic', period: 1, siteName: siteName(), coverage: 'domestic', type: 'NS' }],
    ['InvalidComponent', { planName: 'basic', period: 1, amount: 2 }],
  ];
  for (const [code, order] of cases) {
    assert.equal(await refusal(esa(keys).typed('PurchaseRatePlan', order)), code);
    const same = Object.fromEntries(Object.entries(order).map(([name, value]) => [name[0].toUpperCase() + name.slice(1), value]));
    assert.equal(await refusal(pop(keys)('esa', 'PurchaseRatePlan', same)), code);
  }
});
