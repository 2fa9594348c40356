// Text that would be script if a page took it for HTML, wherever somebody else's text is shown: it stays text. That nothing ran, that no
// policy had to stop anything and that no dialog opened is seen to by every visit; here stands that the text was shown at all.
import assert from 'node:assert/strict';
import test from 'node:test';
import { bought, development, settled, visit } from '../browser.js';

/** Script wherever it is taken for more than text: as an address, as an attribute, as an element, or within a script. */
const HOSTILE = 'javascript:scriptRan()//<img src=x onerror=scriptRan()>"><script>scriptRan()</script>\';scriptRan()//';

/** Nothing that a text brought along became a part of the page. */
async function assertOnlyText(page) {
  assert.equal(await page.locator('img[src="x"], img[onerror], script:not([src]), a[href^="javascript:" i]').count(), 0, await page.content());
}

const shown = (page) => page.locator('#content').getByText(HOSTILE).first();
const list = (page) => page.getByRole('heading', { level: 1, name: 'Instances' });

test('a script in a text would be noticed', async () => {
  await assert.rejects(visit({}, async (page) => {
    await page.goto('/console/sign-in');
    const stopped = page.waitForEvent('console', (message) => message.text().includes('Content Security Policy'));
    await page.locator('#root').evaluate((root) => root.insertAdjacentHTML('beforeend', '<img src="data:," onerror="scriptRan()">'));
    await stopped;
  }), /Content Security Policy/);
});

test('remarks and tags are text', () => visit({ session: development() }, async (page) => {
  const id = await bought(page);
  const place = `/console/instances/ddoscoo/${id}`;
  await page.goto(place);
  await page.getByRole('region', { name: 'Remark' }).getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Remark' }).fill(HOSTILE);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.remark').getByText(HOSTILE).waitFor();
  await assertOnlyText(page);
  const tags = page.getByRole('region', { name: 'Tags' });
  await tags.getByRole('button', { name: 'Add' }).click();
  await tags.getByLabel('Key').fill(HOSTILE);
  await tags.getByLabel('Value').fill(HOSTILE);
  await tags.getByRole('button', { name: 'Add' }).click();
  await tags.getByText(`${HOSTILE}=${HOSTILE}`).waitFor();
  await page.goto('/console/');
  await page.locator('tr', { hasText: id }).getByText(HOSTILE).waitFor();
  await assertOnlyText(page);
  await page.goto(`${place}?show=audit`);
  await page.getByRole('tabpanel').getByText('ModifyInstanceRemark').first().waitFor();
  await assertOnlyText(page);
}));

test('parameters are text in the form, the code and the answer, and so is what a refusal repeats of them', () =>
  visit({ session: development() }, async (page) => {
    const inQuery = encodeURIComponent(HOSTILE);
    await page.goto(`/console/explorer/ddoscoo/ModifyInstanceRemark?InstanceId=${inQuery}&Remark=${inQuery}`);
    assert.equal(await page.getByRole('textbox', { name: /^Remark/ }).inputValue(), HOSTILE);
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByRole('region', { name: 'Answer', exact: true }).waitFor();
    for (const name of ['As it came', 'Headers', 'Request', 'Signature']) {
      await page.getByRole('tab', { name, exact: true }).click();
      await assertOnlyText(page);
    }
    for (const language of await page.getByRole('tablist', { name: 'Language' }).getByRole('tab').all()) {
      await language.click();
      await assertOnlyText(page);
    }
  }));

test('addresses are text', () => visit({ session: development() }, async (page) => {
  const inPath = encodeURIComponent(HOSTILE);
  for (const [place, landmark] of [
    [`/console/errors/ddoscoo/${inPath}?requestId=${inPath}`, shown],
    [`/errors/${inPath}/${inPath}?requestId=${inPath}`, shown],
    [`/console/explorer/ddoscoo/${inPath}`, shown],
    [`/console/reference/${inPath}/${inPath}`, shown],
    [`/console/instances/ddoscoo/${inPath}`, shown],
    [`/console/instances/esa/${inPath}`, shown],
    [`/console/?search=${inPath}`, list],
  ]) {
    await page.goto(place);
    await settled(page, landmark(page));
    await assertOnlyText(page);
  }
}));
