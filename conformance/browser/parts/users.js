// What RAM refuses a user, it refuses that user in the console, however signed in.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { bought, call, development, visit } from '../browser.js';

/** Someone who may read Anti-DDoS instances and nothing else, and an instance to try it on. */
async function reader(page) {
  const name = `reader-${randomUUID().slice(0, 8)}`;
  const password = `Look-only-${randomUUID()}`;
  await call(page, 'ram', 'CreateUser', { UserName: name });
  await call(page, 'ram', 'AttachPolicyToUser', { UserName: name, PolicyType: 'System', PolicyName: 'AliyunYundunDDosCooReadOnlyAccess' });
  await call(page, 'ram', 'CreateLoginProfile', { UserName: name, Password: password, PasswordResetRequired: 'false' });
  const { AccessKey } = await call(page, 'ram', 'CreateAccessKey', { UserName: name });
  const { accountId } = await (await page.request.get('/console/session')).json();
  return { name, password, login: `${name}@${accountId}`, key: AccessKey, instance: await bought(page) };
}

const WAYS = {
  'an AccessKey pair': async (page, { key }) => {
    await page.getByText('AccessKey', { exact: true }).click();
    await page.getByLabel('AccessKey ID').fill(key.AccessKeyId);
    await page.getByLabel('AccessKey secret').fill(key.AccessKeySecret);
  },
  'a console password': async (page, { login, password }) => {
    await page.getByLabel('Name', { exact: true }).fill(login);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
  },
};

for (const [way, fill] of Object.entries(WAYS)) {
  test(`a user who signs in with ${way} sees what the policy allows and is refused the rest`, async () => {
    let user;
    await visit({ session: development() }, async (page) => {
      user = await reader(page);
    });
    await visit({}, async (page) => {
      await page.goto('/console/sign-in');
      await fill(page, user);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('button', { name: 'Signed in as' }).getByText(user.name).waitFor();
      await page.getByRole('link', { name: user.instance }).click();
      await page.getByRole('button', { name: 'Release', exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill(user.instance);
      await dialog.getByRole('button', { name: 'Release', exact: true }).click();
      await dialog.getByRole('alert').filter({ hasText: 'ddoscoo:ReleaseInstance' }).getByRole('link', { name: 'NoPermission' }).waitFor();
      await page.goto('/console/buy');
      await page.getByRole('link', { name: 'NotAuthorized' }).first().waitFor();
      assert.equal(await page.getByRole('button', { name: /and buy$/ }).count(), 0);
    });
    await visit({ session: development() }, async (page) => {
      await page.goto(`/console/instances/ddoscoo/${user.instance}`);
      await page.getByRole('heading', { level: 1, name: user.instance }).waitFor();
    });
  });
}

test('a wrong password is refused and begins no session', () => visit({}, async (page) => {
  await page.goto('/console/sign-in');
  await page.getByLabel('Name', { exact: true }).fill(`nobody-${randomUUID().slice(0, 8)}`);
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').waitFor();
  assert.equal((await (await page.request.get('/console/session')).json()).signedIn, false);
}));
