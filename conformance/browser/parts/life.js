// The life of an instance, as somebody plays it who has just started the program.
import assert from 'node:assert/strict';
import test from 'node:test';
import { settled, visit } from '../browser.js';
import { buy, milestones, moveTo, open, untilStatus } from '../instance.js';

const REQUEST_ID = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;

test('an instance is bought, kept from release until its expiry, and released', () => visit({}, async (page) => {
  await page.goto('/console/');
  await page.getByRole('button', { name: 'Sign in as the development account' }).click();
  await settled(page, page.getByRole('heading', { name: 'Instances' }));

  await page.getByRole('link', { name: 'Buy', exact: true }).first().click();
  const { id } = await buy(page);
  assert.deepEqual(await milestones(page), ['Bought', 'Expiry', 'Forwarding stops', 'Automatic release']);
  // Times are the viewer's own, with UTC to hover over.
  assert.match(await page.getByRole('region', { name: 'Timeline' }).locator('time').first().getAttribute('title'), / UTC$/);

  await page.getByRole('link', { name: 'Instances' }).first().click();
  await page.getByRole('link', { name: id }).click();

  // Too early: the service refuses, and says so with a code that is explained and a RequestId that can be looked up.
  const dialog = await open(page, 'Release');
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
  await moveTo(page, 'Expiry');
  await untilStatus(page, 'Expired');

  await open(page, 'Release');
  await dialog.getByText('It has expired:').waitFor();
  await typed.fill(id);
  await release.click();
  await page.waitForURL(/\/console\/?$/);
  await settled(page, page.getByRole('heading', { name: 'Instances' }));
  assert.equal(await page.getByRole('link', { name: id }).count(), 0);
  await page.goto(`/console/instances/ddoscoo/${id}`);
  await page.getByText('There is no such instance.').waitFor();
}));
