// One Chromium for all tests, and visits of the console in it: what no page may ever do fails whichever test did it.
import assert from 'node:assert/strict';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/** For as long as a machine that is busy with other things may take. */
const WAIT_MILLIS_MAX = 120_000;
/** What guards a change against other sites, as the console's own pages send it. */
const OWN = { 'x-breakwater-console': '1' };

/** Where the program serves, without a slash at the end. */
export const origin = new URL(process.env.BREAKWATER_ENDPOINT).origin;

/** The width of a laptop's window, and that of a phone. */
export const WIDE = 1280;
export const NARROW = 390;

function installed() {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of NAMES) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here; the next place.
      }
    }
  }
  throw new Error(`found no Chromium in PATH (${NAMES.join(', ')}), so the console was NOT tested in a browser: install the package chromium`);
}

/** Playwright gives it a folder of its own that is deleted at the end, and, since its tests are often run by root, no sandbox. */
export const browser = await chromium.launch({
  executablePath: installed(),
  timeout: WAIT_MILLIS_MAX,
  args: [
    '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    // The pages of a viewer share a process, in which the scripts are compiled already.
    '--process-per-site',
  ],
});

/** The cookies of someone who signed in as the page would, without the page. */
async function signedIn(credentials) {
  const context = await browser.newContext({ baseURL: origin });
  context.setDefaultTimeout(WAIT_MILLIS_MAX);
  try {
    const answer = await context.request.post('/console/session', { data: credentials, headers: OWN });
    assert.equal(answer.status(), 200, await answer.text());
    return await context.storageState();
  } finally {
    await context.close();
  }
}

let developer;
/** The session of the development account. */
export function development() {
  developer ??= signedIn({ development: true });
  return developer;
}

/** A viewer's browser: pages in it share cookies and what was loaded, and nothing with another's. */
async function viewer(session) {
  const context = await browser.newContext({
    baseURL: origin, reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai', locale: 'en-GB', ...(session === undefined ? {} : { storageState: await session }),
  });
  context.setDefaultTimeout(WAIT_MILLIS_MAX);
  return context;
}

/** The browsers of those who are signed in, by session. A page stays open in each: without any its process would end, and each page begin with a new one. */
const viewers = new Map();
function viewerOf(session) {
  if (!viewers.has(session)) viewers.set(session, staying(session));
  return viewers.get(session);
}

async function staying(session) {
  const context = await viewer(session);
  await (await context.newPage()).goto('/console/icon.svg');
  return context;
}

/**
 * Opens an empty page, gives it to the test, and closes it. Who has no session yet, or is `fresh`, has loaded nothing before. Refuses: a request
 * that leaves the origin, a script that a text brought along, a dialog, another window, a failed script, anything the page's content security
 * policy had to stop, an asset that is missing.
 */
export async function visit({ session, width = WIDE, shade = 'light', fresh = session === undefined }, test) {
  const context = await (fresh ? viewer(session) : viewerOf(session));
  const troubles = [];
  let page;
  try {
    page = await context.newPage();
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: shade });
    await page.exposeFunction('scriptRan', () => troubles.push('a script ran that somebody wrote into a text'));
    page.on('request', (request) => {
      const { protocol, origin: asked } = new URL(request.url());
      if (asked !== origin && protocol !== 'data:' && protocol !== 'blob:') troubles.push(`a request left the origin: ${request.url()}`);
    });
    page.on('response', (response) => {
      // A refusal of a call is shown on the page; whatever else is refused, the page asked for wrongly.
      if (response.status() >= 400 && !/\/console\/(call|session)$/.test(response.url())) troubles.push(`${response.status()} for ${response.url()}`);
    });
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) troubles.push(`the page complained: ${message.text()}`);
    });
    page.on('pageerror', (error) => troubles.push(`a script of the page failed: ${error.stack}`));
    page.on('popup', (other) => troubles.push(`another window opened: ${other.url()}`));
    page.on('websocket', (socket) => troubles.push(`a socket was opened: ${socket.url()}`));
    page.on('dialog', (dialog) => {
      troubles.push(`a dialog opened: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await test(page);
  } catch (failure) {
    const seen = await page?.locator('body').innerText();
    throw new Error([failure.message, ...troubles, `The page at ${page?.url()} then showed:`, seen].join('\n'), { cause: failure });
  } finally {
    await (fresh ? context : page)?.close();
  }
  assert.deepEqual(troubles, []);
}

const VERSIONS = {
  ddoscoo: '2020-01-01', esa: '2024-09-10', bssopenapi: '2017-12-14', ram: '2015-05-01', breakwater: '2026-11-01',
};

/** Calls the API with the session of a page, beside the page: what a test needs to be there already. */
export async function call(page, product, action, parameters = {}) {
  const answer = await page.request.post('/console/call', {
    data: { product, version: VERSIONS[product], action, parameters, format: 'JSON', trace: false }, headers: OWN,
  });
  const { status, body } = await answer.json();
  assert.equal(status, 200, `${product} ${action}: ${body}`);
  return JSON.parse(body);
}

/** Buys an Anti-DDoS instance for a month, beside the page; its id. */
export async function bought(page) {
  const components = {
    ServicePartner: 'coop-line-001', BaseBandwidth: '30', Bandwidth: '30', ServiceBandwidth: '100', PortCount: '50', DomainCount: '50',
    Edition: 'coop', NormalQps: '3000',
  };
  const parameters = Object.entries(components).flatMap(([code, value], index) => [
    [`Parameter.${index + 1}.Code`, code], [`Parameter.${index + 1}.Value`, value],
  ]);
  const { Data } = await call(page, 'bssopenapi', 'CreateInstance', {
    ProductCode: 'ddos', ProductType: 'ddoscoo', SubscriptionType: 'Subscription', Period: '1', ...Object.fromEntries(parameters),
  });
  return Data.InstanceId;
}

/** Returns when a page shows what it has to show, and nothing of it is still being read. */
export async function settled(page, landmark) {
  await landmark.waitFor();
  await page.waitForFunction(() => document.querySelector('.ant-skeleton, [aria-busy=true], .progress-on') === null);
}
