// The life of an instance, as somebody plays it who has just started the program.
import assert from 'node:assert/strict';
import test from 'node:test';
import { settled, visit } from '../browser.js';

const REQUEST_ID = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;

test('an instance is bought, kept from release until its expiry, and released', () => visit({}, async (page) => {
  await page.goto('/console/');
  await page.getByRole('button', { name: 'Sign in as the development account' }).click();
  await settled(page, page.getByRole('heading', { name: 'Instances' }));

  // The price stands there before anything is paid.
  await page.getByRole('link', { name: 'Buy', exact: true }).first().click();
  const pay = page.getByRole('button', { name: /^Pay \S*\d.* and buy$/ });
  await pay.waitFor();
  const price = await page.locator('.price strong').innerText();
  assert.match(price, /[1-9]/);
  assert.equal(await pay.innerText(), `Pay ${price} and buy`);
  await pay.click();

  await page.waitForURL(/\/console\/instances\/ddoscoo\/ddoscoo-/);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await page.getByRole('heading', { level: 1, name: id }).waitFor();
  await settled(page, page.getByRole('region', { name: 'Timeline' }));
  assert.deepEqual(
    await page.getByRole('region', { name: 'Timeline' }).getByRole('listitem').locator('strong').allInnerTexts(),
    ['Bought', 'Expiry', 'Forwarding stops', 'Automatic release'],
  );
  // Times are the viewer's own, with UTC to hover over.
  assert.match(await page.getByRole('region', { name: 'Timeline' }).locator('time').first().getAttribute('title'), / UTC$/);

  await page.getByRole('link', { name: 'Instances' }).first().click();
  await page.getByRole('link', { name: id }).click();

  // Too early: the service refuses, and says so with a code that is explained and a RequestId that can be looked up.
  await page.getByRole('button', { name: 'Release', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('It cannot be released before its expiry:').waitFor();
  const release = dialog.getByRole('button', { name: 'Release', exact: true });
  const typed = dialog.getByRole('textbox', { name: `Type ${id} to release it` });
  await typed.fill(id.slice(0, -1));
  assert.equal(await release.isDisabled(), true);
  await typed.fill(id);
  await release.click();
  const refusal = dialog.getByRole('alert');
  const requestId = await refusal.locator('.failure-facts span code').innerText();
  assert.match(requestId, REQUEST_ID);
  await refusal.getByRole('link', { name: 'InstanceNotExpire' }).click();
  await page.getByRole('heading', { level: 1, name: 'InstanceNotExpire' }).waitFor();
  const facts = page.getByRole('region', { name: 'What happened in a request' });
  await facts.getByText('ddoscoo ReleaseInstance').waitFor();
  assert.equal(await facts.getByRole('textbox').inputValue(), requestId);

  await page.goBack();
  await page.getByRole('button', { name: 'to Expiry' }).click();
  await page.locator('.instance-facts').getByText('Expired').waitFor();

  await page.getByRole('button', { name: 'Release', exact: true }).click();
  await dialog.getByText('It has expired:').waitFor();
  await typed.fill(id);
  await release.click();
  await page.waitForURL(/\/console\/?$/);
  await settled(page, page.getByRole('heading', { name: 'Instances' }));
  assert.equal(await page.getByRole('link', { name: id }).count(), 0);
  await page.goto(`/console/instances/ddoscoo/${id}`);
  await page.getByText('There is no such instance.').waitFor();
}));
