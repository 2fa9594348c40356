// The main actions without a mouse.
import assert from 'node:assert/strict';
import test from 'node:test';
import { bought, development, settled, visit } from '../browser.js';

const KEYS_MAX = 60;

/** Presses Tab until something has the focus, which must be seen to have it. */
async function tabTo(page, target) {
  await target.waitFor();
  for (let pressed = 0; pressed < KEYS_MAX; pressed += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) {
      const marked = await target.evaluate((element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      });
      assert.equal(marked, true, `${target} has the focus and does not show it`);
      return;
    }
  }
  assert.fail(`${target} cannot be reached with ${KEYS_MAX} presses of Tab`);
}

async function enter(page, target) {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

test('an instance is bought with the keyboard alone', () => visit({}, async (page) => {
  await page.goto('/console/');
  await enter(page, page.getByRole('button', { name: 'Sign in as the development account' }));
  await settled(page, page.getByRole('heading', { name: 'Instances' }));
  await enter(page, page.locator('.page-head').getByRole('link', { name: 'Buy' }));
  await enter(page, page.getByRole('button', { name: /^Pay .* and buy$/ }));
  await page.waitForURL(/\/console\/instances\/ddoscoo\/ddoscoo-/);
}));

test('a release is asked for and left with the keyboard alone', () => visit({ session: development() }, async (page) => {
  const id = await bought(page);
  await page.goto(`/console/instances/ddoscoo/${id}`);
  await enter(page, page.getByRole('button', { name: 'Release', exact: true }));
  const dialog = page.getByRole('dialog');
  await tabTo(page, dialog.getByRole('textbox'));
  await page.keyboard.type(id);
  await enter(page, dialog.getByRole('button', { name: 'Release', exact: true }));
  await dialog.getByRole('link', { name: 'InstanceNotExpire' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}));

test('the first press of Tab leads past the bar to the content', () => visit({ session: development() }, async (page) => {
  await page.goto('/console/');
  await settled(page, page.getByRole('heading', { name: 'Instances' }));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'content');
}));

test('an operation is run with the keyboard alone', () => visit({ session: development() }, async (page) => {
  await page.goto('/console/explorer/breakwater/DescribeClock');
  const run = page.getByRole('button', { name: 'Run' });
  await run.waitFor();
  await page.getByRole('heading', { level: 1, name: 'DescribeClock' }).click();
  await enter(page, run);
  await page.getByRole('region', { name: 'Answer', exact: true }).waitFor();
  await tabTo(page, page.getByRole('tab', { name: 'Answer', exact: true }));
  await page.keyboard.press('End');
  await page.getByText('Write the canonical request').waitFor();
}));
