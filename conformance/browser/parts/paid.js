// What is paid after the purchase: a renewal, one that the service makes by itself, and a change of plan. Each costs what was said before.
import assert from 'node:assert/strict';
import test from 'node:test';
import { bought, call, development, visit } from '../browser.js';
import { choose, moveTo, offeredPrice, open, rowsOf, timeOf, untilState, untilStatus } from '../instance.js';

const DAY_MILLIS = 86_400_000;

async function sitePlan(page) {
  const { InstanceId } = await call(page, 'esa', 'PurchaseRatePlan', { PlanName: 'basic', ChargeType: 'PREPAY', Period: '1', Coverage: 'overseas', Type: 'NS' });
  return InstanceId;
}

/** By what it is: the address of a new one. */
const KINDS = {
  'an Anti-DDoS instance': async (page) => `/console/instances/ddoscoo/${await bought(page)}`,
  'a site plan': async (page) => `/console/instances/esa/${await sitePlan(page)}`,
};

/** Waits until the expiry is a month later than it was. */
async function untilAMonthLater(page, expiry) {
  const days = (Date.parse(await timeOf(page, 'Expiry', expiry)) - Date.parse(expiry)) / DAY_MILLIS;
  assert.equal(days >= 28 && days <= 31, true, `${days} days later`);
}

/** Waits until the specification of an instance has this base protection. */
async function untilProtection(page, protection) {
  await page.getByRole('tab', { name: 'Specification' }).click();
  await page.locator('dt:text-is("Base protection") + dd').getByText(protection, { exact: true }).waitFor();
}

/** What was ordered for an instance, the newest first, and what it cost. */
const ordered = async (page) => (await rowsOf(page, 'Orders')).map(([, type, amount, payment]) => [type, amount, payment]);

for (const [kind, addressOf] of Object.entries(KINDS)) {
  test(`${kind} is renewed by the viewer, and by itself when it is told to`, () => visit({ session: development() }, async (page) => {
    await page.goto(await addressOf(page));
    const expiry = await timeOf(page, 'Expiry');
    const renewal = await open(page, 'Renew');
    const pay = renewal.getByRole('button', { name: /^Pay / });
    const price = await offeredPrice(renewal, pay, 'Pay PRICE');
    await choose(page, 'Period', '2 months');
    await choose(page, 'Period', '1 month');
    await pay.click();
    await renewal.waitFor({ state: 'detached' });
    await untilAMonthLater(page, expiry);

    const renewed = await timeOf(page, 'Expiry');
    await untilState(page, 'Renewal', 'By hand');
    const settings = await open(page, 'Auto-renewal');
    await settings.getByText('Renew it automatically').click();
    await settings.getByRole('button', { name: 'Save' }).click();
    await settings.waitFor({ state: 'detached' });
    await untilState(page, 'Renewal', 'Automatic');
    await moveTo(page, 'Expiry');
    await untilAMonthLater(page, renewed);
    await untilStatus(page, 'Running');
    const [itself, byHand] = await ordered(page);
    assert.deepEqual([itself, byHand], [['Renew', price, 'Paid'], ['Renew', price, 'Paid']]);
  }));
}

test('an Anti-DDoS instance is given more protection for the price of the rest of its time, and less for money back', () =>
  visit({ session: development() }, async (page) => {
    const id = await bought(page);
    await page.goto(`/console/instances/ddoscoo/${id}`);
    const upgrade = await open(page, 'Change plan');
    await upgrade.getByText('Nothing is changed yet.').waitFor();
    await choose(page, 'Base protection', '60 Gbit/s');
    const pay = upgrade.getByRole('button', { name: /^Pay / });
    const price = await offeredPrice(upgrade, pay, 'Pay PRICE and change');
    await pay.click();
    await upgrade.waitFor({ state: 'detached' });
    await untilProtection(page, '60 Gbit/s');

    const downgrade = await open(page, 'Change plan');
    await choose(page, 'Base protection', '30 Gbit/s');
    await downgrade.getByText(/^This costs \S*[1-9]\S* less a month\./).waitFor();
    await downgrade.getByRole('button', { name: 'Change plan' }).click();
    await downgrade.waitFor({ state: 'detached' });
    await untilProtection(page, '30 Gbit/s');
    const [refund, upgraded] = await ordered(page);
    assert.deepEqual(upgraded, ['Upgrade', price, 'Paid']);
    assert.match(refund.join(' '), /^Refund -\S*[1-9]\S* Paid$/);
  }));

test('a site plan grows for the difference', () => visit({ session: development() }, async (page) => {
  await page.goto(`/console/instances/esa/${await sitePlan(page)}`);
  await page.locator('.instance-facts').getByText('basic', { exact: true }).waitFor();
  const change = await open(page, 'Change plan');
  await choose(page, 'New plan', /^medium · /);
  await change.getByText(/^It costs \S*[1-9]\S* more a month\./).waitFor();
  await change.getByRole('button', { name: 'Change plan' }).click();
  await change.waitFor({ state: 'detached' });
  await page.locator('.instance-facts').getByText('medium', { exact: true }).waitFor();
}));
