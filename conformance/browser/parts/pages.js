// Every page: it fits a laptop and a phone, and an accessibility scan finds nothing serious in it, light or dark.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { bought, development, NARROW, settled, visit, WIDE } from '../browser.js';
import { open } from '../instance.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Of axe's four, those that keep somebody from using the page. */
const GRAVE = ['serious', 'critical'];

/** How each page is looked at: in both widths and both shades, once each. */
const LOOKS = [{ width: WIDE, colorScheme: 'light' }, { width: NARROW, colorScheme: 'dark' }];

let purchase;
/** Bought when it is first wanted: what runs before this moves the clock past the end of whatever was there by then. */
function instance(page) {
  purchase ??= bought(page);
  return purchase;
}

const heading = (name) => (page) => page.getByRole('heading', { level: 1, ...(name === undefined ? {} : { name }) });
const tab = (page) => page.getByRole('tabpanel').locator(':scope > *').first();
const dialog = (name) => async (page) => settled(page, await open(page, name));

/** By name: where it is, what tells that it is there, and what to do there first. */
const PAGES = {
  'the sign-in page': { at: () => '/console/sign-in', landmark: heading('Sign in'), anonymous: true },
  'the list of instances': { at: () => '/console/', landmark: heading('Instances') },
  'an instance with its traffic': { at: async (page) => `/console/instances/ddoscoo/${await instance(page)}?show=traffic`, landmark: tab },
  'the rules of an instance': { at: async (page) => `/console/instances/ddoscoo/${await instance(page)}?show=rules`, landmark: tab },
  'the orders of an instance': { at: async (page) => `/console/instances/ddoscoo/${await instance(page)}?show=orders`, landmark: tab },
  'the audit trail of an instance': { at: async (page) => `/console/instances/ddoscoo/${await instance(page)}?show=audit`, landmark: tab },
  'the specification of an instance': { at: async (page) => `/console/instances/ddoscoo/${await instance(page)}?show=specification`, landmark: tab },
  'the dialog of a renewal': { at: async (page) => `/console/instances/ddoscoo/${await instance(page)}`, landmark: tab, first: dialog('Renew') },
  'the dialog of a change': { at: async (page) => `/console/instances/ddoscoo/${await instance(page)}`, landmark: tab, first: dialog('Change plan') },
  'the dialog of a release': { at: async (page) => `/console/instances/ddoscoo/${await instance(page)}`, landmark: tab, first: dialog('Release') },
  'the purchase of an instance': { at: () => '/console/buy', landmark: (page) => page.getByRole('button', { name: /^Pay .* and buy$/ }) },
  'the purchase of a site plan': { at: () => '/console/buy?of=sitePlan', landmark: (page) => page.getByRole('button', { name: /^Pay .* and buy$/ }) },
  'the explorer': { at: () => '/console/explorer', landmark: (page) => page.getByText('Choose an operation.') },
  'an answered call in the explorer': {
    at: () => '/console/explorer/ddoscoo/DescribeInstances?PageNumber=1&PageSize=10',
    landmark: heading('DescribeInstances'),
    first: async (page) => {
      await page.getByRole('button', { name: 'Run' }).click();
      await page.getByRole('tab', { name: 'Signature' }).click();
    },
  },
  'the reference of an operation': { at: () => '/console/reference/ddoscoo/ReleaseInstance', landmark: heading('ReleaseInstance') },
  'the error center': { at: () => '/console/errors', landmark: heading('Error center') },
  'the explanation of an error': { at: () => '/errors/ddoscoo/InstanceNotExpire', landmark: heading('InstanceNotExpire') },
  'the release notes': { at: () => '/console/releases', landmark: heading() },
  'the page of coverage': { at: () => '/console/coverage', landmark: heading() },
  'an address that is none': { at: () => '/console/there-is-none', landmark: (page) => page.getByText('There is no page at this address.') },
};

/** Brings the scanner by the debugger: the page's own policy would not let it in. */
async function scannerIn(page) {
  const debugged = await page.context().newCDPSession(page);
  await evaluate(debugged, { expression: AXE });
  return debugged;
}

async function evaluate(debugged, what) {
  const { result, exceptionDetails } = await debugged.send('Runtime.evaluate', what);
  assert.equal(exceptionDetails, undefined);
  return result.value;
}

/** What an axe scan finds grave, each with where it is. */
async function graveFindings(debugged) {
  const expression = "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)";
  const violations = await evaluate(debugged, { expression, awaitPromise: true, returnByValue: true });
  return violations.filter(({ impact }) => GRAVE.includes(impact)).map(({ id, impact, nodes }) => ({
    id, impact, nodes: nodes.map(({ target, html, failureSummary }) => ({ target: target.join(' '), html, failureSummary })),
  }));
}

/** Colours that change slowly are in between for a while. What moves without end is left alone. */
function finishTransitions() {
  document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity).forEach((animation) => animation.finish());
}

const overhang = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [name, { at, landmark, first, anonymous }] of Object.entries(PAGES)) {
  test(`${name} fits a laptop and a phone and is accessible, light and dark`, () =>
    visit(anonymous === true ? {} : { session: development() }, async (page) => {
      await page.goto(await at(page));
      await settled(page, landmark(page));
      await first?.(page);
      const scanner = await scannerIn(page);
      for (const { width, colorScheme } of LOOKS) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        await page.locator(`html.${colorScheme}`).waitFor();
        await page.evaluate(finishTransitions);
        assert.deepEqual(await graveFindings(scanner), [], `${width} wide, ${colorScheme}`);
        assert.equal(await overhang(page), 0, `wider than ${width} pixels by so many`);
      }
    }));
}
