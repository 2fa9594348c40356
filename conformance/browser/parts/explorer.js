// The explorer: a call is made from the form, answered in either format, and its signature is taken apart for who learns it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { development, visit } from '../browser.js';

/** Runs what the form says; the RequestId of the answer. */
async function run(page) {
  const posted = page.waitForResponse(/\/console\/call$/);
  await page.getByRole('button', { name: 'Run' }).click();
  const { requestId } = await (await posted).json();
  await page.getByRole('region', { name: 'Answer', exact: true }).getByRole('status').getByText(requestId).waitFor();
  return requestId;
}

/** What a part of the answer says. */
async function part(page, name) {
  await page.getByRole('tab', { name, exact: true }).click();
  return page.getByRole('region', { name: 'Answer', exact: true }).getByRole('tabpanel');
}

test('an operation is found, run and answered in JSON and in XML', () => visit({ session: development() }, async (page) => {
  await page.goto('/console/explorer');
  await page.getByLabel('Search all operations').fill('DescribeInstances');
  await page.getByRole('link', { name: /^DescribeInstances\b/ }).first().click();
  await page.getByRole('textbox', { name: /^PageNumber/ }).fill('1');
  await page.getByRole('textbox', { name: /^PageSize/ }).fill('10');

  const requestId = await run(page);
  await page.getByRole('region', { name: 'Answer', exact: true }).getByRole('status').getByText('200', { exact: true }).waitFor();
  const answer = JSON.parse(await (await part(page, 'As it came')).locator('pre').innerText());
  assert.equal(answer.RequestId, requestId);
  assert.equal(Array.isArray(answer.Instances), true);

  const steps = await (await part(page, 'Signature')).locator('.steps pre').allInnerTexts();
  const [, canonicalRequest, hash, stringToSign, signature, authorization] = steps;
  assert.match(canonicalRequest, /^x-acs-action:DescribeInstances$/m);
  // The token is shortened where it is shown, and hashed whole: the hash is of another text.
  assert.match(hash, /^[0-9a-f]{64}$/);
  assert.equal(stringToSign, `ACS3-HMAC-SHA256\n${hash}`);
  assert.match(signature, /^[0-9a-f]{64}$/);
  assert.equal(authorization.endsWith(`Signature=${signature}`), true);
  const sent = await (await part(page, 'Request')).locator('pre').innerText();
  const [body, bodyHash] = [/\n\n([^]*)$/.exec(sent)?.[1] ?? '', steps[0]];
  assert.equal(createHash('sha256').update(body).digest('hex'), bodyHash);

  await page.getByLabel('Answer in').selectOption('XML');
  const other = await run(page);
  assert.notEqual(other, requestId);
  const xml = await (await part(page, 'As it came')).locator('pre').innerText();
  assert.match(xml, /<DescribeInstancesResponse>/);
  assert.equal(xml.includes(`<RequestId>${other}</RequestId>`), true);
}));

test('a refusal carries an address, and what it means stands there', () => visit({ session: development() }, async (page) => {
  await page.goto('/console/explorer/ddoscoo/ReleaseInstance?InstanceId=ddoscoo-cn-there-is-none&RegionId=cn-hangzhou');
  const requestId = await run(page);
  const { Code, Recommend } = JSON.parse(await (await part(page, 'As it came')).locator('pre').innerText());
  assert.equal(Code, 'InstanceNotFound');
  assert.equal(new URL(Recommend).origin, new URL(page.url()).origin);
  await page.goto(Recommend);
  await page.getByRole('heading', { level: 1, name: 'InstanceNotFound' }).waitFor();
  assert.equal(await page.getByLabel('RequestId of your own account').inputValue(), requestId);
  await page.getByText('ddoscoo ReleaseInstance').waitFor();
}));
