// The list of instances: what is looked for is found there, and nothing else is shown.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { bought, development, visit } from '../browser.js';
import { buy, choose } from '../instance.js';

/** Waits until one instance is listed and no other. */
const untilOnly = (page, id) => page.waitForFunction((wanted) => {
  const rows = [...document.querySelectorAll('#content tbody tr')];
  return rows.length === 1 && rows[0].querySelector('a').textContent === wanted;
}, id);

test('an instance is found by its id, address, remark and tag, its region and its status', () => visit({ session: development() }, async (page) => {
  const mainland = await bought(page);
  await page.goto('/console/buy');
  await choose(page, 'Product', 'Anti-DDoS Premium');
  const { id } = await buy(page);
  const address = await page.locator('.instance-facts .address .mono').innerText();
  const word = randomUUID();
  const remark = page.getByRole('region', { name: 'Remark' });
  await remark.getByRole('button', { name: 'Edit' }).click();
  await remark.getByRole('textbox').fill(`The shop ${word} overseas`);
  await remark.getByRole('button', { name: 'Save' }).click();
  const tags = page.getByRole('region', { name: 'Tags' });
  for (const [key, value] of [['team', word], ['stage', 'test']]) {
    await tags.getByRole('button', { name: 'Add' }).click();
    await tags.getByLabel('Key').fill(key);
    await tags.getByLabel('Value').fill(value);
    await tags.getByRole('button', { name: 'Add' }).click();
    await tags.getByText(`${key}=${value}`).waitFor();
  }
  await tags.getByRole('button', { name: 'Remove stage' }).click();
  await tags.getByText('stage=test').waitFor({ state: 'detached' });

  await page.goto('/console/');
  const search = page.getByRole('searchbox');
  for (const text of [address, id, `team=${word}`, word]) {
    await search.fill(text);
    await untilOnly(page, id);
    await search.fill(randomUUID());
    await page.getByText('Nothing matches.').waitFor();
  }
  await search.fill(word);
  for (const [filter, others, its] of [['Status', 'Expired', 'Running'], ['Region', 'Chinese mainland', 'Outside the mainland']]) {
    await choose(page, filter, others);
    await page.getByText('Nothing matches.').waitFor();
    await choose(page, filter, its);
    await untilOnly(page, id);
  }
  await choose(page, 'Region', 'Chinese mainland');
  await page.getByRole('button', { name: 'Show all' }).click();
  for (const each of [id, mainland]) await page.getByRole('row', { name: each }).waitFor();
}));
