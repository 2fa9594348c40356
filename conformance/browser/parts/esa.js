// A site plan of ESA and the security instance that protects its sites, from the purchase to the release that was reserved.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { development, settled, visit } from '../browser.js';
import { buy, choose, milestones, moveTo, open, timeOf, untilState, untilStatus } from '../instance.js';

test('a security instance protects the sites of a plan until the release that is reserved for it', () => visit({ session: development() }, async (page) => {
  const site = `shop-${randomUUID().slice(0, 8)}.com`;
  await page.goto('/console/buy?of=sitePlan');
  const offer = await choose(page, 'Plan', 'basic · ');
  await choose(page, 'Coverage', 'Outside the mainland');
  await page.getByLabel('First site (optional)').fill(site);
  const plan = await buy(page);
  assert.equal(offer, `basic · ${plan.price} a month`);
  assert.deepEqual(await milestones(page), ['Bought', 'Expiry', 'Automatic release']);
  await page.getByRole('tabpanel').getByRole('cell', { name: site }).waitFor();

  await page.getByRole('link', { name: 'Buy one for this plan' }).click();
  await page.locator('form').getByText(plan.id).waitFor();
  const { id } = await buy(page);
  assert.deepEqual(await milestones(page), ['Bought', 'Expiry', 'Automatic release']);
  await untilStatus(page, 'Running');

  const dialog = await open(page, 'Release');
  await dialog.getByRole('listitem').getByText(site, { exact: true }).waitFor();
  const reserve = dialog.getByRole('button', { name: 'Reserve the release' });
  const typed = dialog.getByRole('textbox', { name: `Type ${id} to release it` });
  await typed.fill(plan.id);
  assert.equal(await reserve.isDisabled(), true);
  await typed.fill(id);
  await reserve.click();
  await dialog.waitFor({ state: 'detached' });

  // It is reserved, for a midnight in UTC+8, and protects until then.
  await untilStatus(page, 'Release reserved');
  await untilState(page, 'Reserved release', 'Reserved');
  await untilState(page, 'Mitigation', 'On');
  assert.deepEqual(await milestones(page), ['Bought', 'Reserved release']);
  assert.match(await timeOf(page, 'Reserved release'), /T16:00:00\.000Z$/);
  assert.equal(await page.getByRole('button', { name: 'Release', exact: true }).isDisabled(), true);

  await moveTo(page, 'Reserved release');
  await untilStatus(page, 'Released');
  await untilState(page, 'Mitigation', 'Off');
  await page.getByRole('link', { name: plan.id }).click();
  await untilState(page, 'Security instance', 'None');
  await page.goto('/console/');
  await settled(page, page.getByRole('link', { name: plan.id }));
  assert.equal(await page.getByRole('link', { name: id }).count(), 0);
}));
