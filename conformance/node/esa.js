'use strict';
// Accounts, purchases and refusals that the tests of ESA share.
const assert = require('node:assert/strict');
const { esa, operator, pop, refusal } = require('./clients.js');

/** A new account of its own with so much money. */
async function account(balance, creditLimit = '0') {
  const made = await pop(operator)('breakwater', 'CreateAccount', {
    AccountName: `node-${process.pid}`, Currency: 'USD', Balance: balance, CreditLimit: creditLimit,
  });
  return { id: made.AccessKeyId, secret: made.AccessKeySecret };
}

async function buyPlan(keys, months = 1) {
  return (await esa(keys).typed('PurchaseRatePlan', { planName: 'basic', period: months, chargeType: 'PREPAY', autoPay: true })).instanceId;
}

async function buySecurity(keys, plan) {
  return (await esa(keys).call('PurchaseDDoSInstance', {
    SiteInstanceId: plan, DDoSBillingMode: 'CleanTraffic', DDoSBurstableDomesticProtection: 'cn_300', DDoSBurstableOverseasProtection: 'off',
  })).InstanceId;
}

/** ReleaseInstance through both clients: each must be refused with the code. */
async function bothRefused(keys, id, code) {
  const query = id === undefined ? {} : { InstanceId: id };
  assert.equal(await refusal(esa(keys).call('ReleaseInstance', query)), code);
  assert.equal(await refusal(pop(keys)('esa', 'ReleaseInstance', query)), code);
}

module.exports = { account, bothRefused, buyPlan, buySecurity };
