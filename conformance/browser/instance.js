// The page of an instance, and the one where it is bought, as a viewer uses them.
import assert from 'node:assert/strict';

/** Opens the dialog of one of the things that can be done with an instance. */
export async function open(page, name) {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  return dialog;
}

/** Chooses one of what a list has to offer, by the label of the list; what is chosen, in full. */
export async function choose(page, label, option) {
  await page.getByLabel(label, { exact: true }).click();
  const offered = page.locator('.ant-select-item-option:visible').filter({ hasText: option });
  const text = await offered.innerText();
  await offered.click();
  await offered.waitFor({ state: 'hidden' });
  return text;
}

/** Pays what a page says that it costs, and only that; the price, and the id of what was bought, whose page is open then. */
export async function buy(page) {
  const pay = page.getByRole('button', { name: /^Pay .* and buy$/ });
  const price = await offeredPrice(page, pay, 'Pay PRICE and buy');
  await pay.click();
  await page.waitForURL(/\/console\/instances\/[a-z]+\/./);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await page.getByRole('heading', { level: 1, name: id }).waitFor();
  return { price, id };
}

/** The price that stands there before anything is paid, which the button that pays it repeats. */
export async function offeredPrice(place, pay, text) {
  await pay.waitFor();
  const price = await place.locator('.price strong').innerText();
  assert.match(price, /[1-9]/);
  assert.equal(await pay.innerText(), text.replace('PRICE', price));
  return price;
}

const timeline = (page) => page.getByRole('region', { name: 'Timeline' });

/** What the timeline tells, from left to right. */
export const milestones = (page) => timeline(page).getByRole('listitem').locator('strong').allInnerTexts();

/** When something on the timeline is, once that is at another time than `before`. */
export const timeOf = (page, milestone, before = '') =>
  timeline(page).getByRole('listitem').filter({ hasText: milestone }).locator(`time:not([datetime="${before}"])`).getAttribute('datetime');

/** Waits until a card says that something of an instance is so. */
export const untilState = (page, name, state) =>
  page.getByRole('region', { name: 'What is on and off' }).locator('.state').filter({ hasText: name }).locator('strong').getByText(state, { exact: true }).waitFor();

/** Waits until an instance has a status. */
export const untilStatus = (page, status) => page.locator('.instance-facts').getByText(status, { exact: true }).waitFor();

/** Moves the clock to what is next on the timeline. */
export const moveTo = (page, milestone) => page.getByRole('button', { name: `to ${milestone}`, exact: true }).click();

/** The rows of a section of an instance's page, once there is one, each as the texts of its cells. */
export async function rowsOf(page, section) {
  await page.getByRole('tab', { name: section, exact: true }).click();
  const rows = page.getByRole('tabpanel').getByRole('row');
  await rows.nth(1).waitFor();
  return Promise.all((await rows.all()).slice(1).map((row) => row.getByRole('cell').allInnerTexts()));
}
