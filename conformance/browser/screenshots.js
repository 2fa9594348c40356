// Pictures of the main pages, light and dark, for docs/screenshots. Usage, with a fresh `./breakwater dev --ephemeral` running:
//   BREAKWATER_ENDPOINT=http://127.0.0.1:7070 node screenshots.js ../../docs/screenshots
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { bought, browser, call, development, settled, visit, WIDE } from './browser.js';

const BYTES_MAX = 150 * 1_024;
const folder = process.argv[2];

async function take(page, name, shade) {
  const file = path.join(folder, `${name}-${shade}.png`);
  await page.setViewportSize({ width: WIDE, height: 720 });
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(file);
  if (size > BYTES_MAX) throw new Error(`${file} has ${size} bytes, of ${BYTES_MAX} at most`);
}

/** What there is to see: an instance that has ended, one with a rule, a remark and tags, and a plan for sites. */
async function furnish(page) {
  const ended = await bought(page);
  await call(page, 'ddoscoo', 'ModifyInstanceRemark', { InstanceId: ended, Remark: 'The old game servers' });
  await call(page, 'breakwater', 'AdvanceClock', { Duration: '33d' });
  const id = await bought(page);
  await call(page, 'ddoscoo', 'ModifyInstanceRemark', { InstanceId: id, Remark: 'Shop, all entrances' });
  await call(page, 'ddoscoo', 'CreateTagResources', {
    RegionId: 'cn-hangzhou', ResourceType: 'INSTANCE', 'ResourceIds.1': id,
    'Tags.1.Key': 'team', 'Tags.1.Value': 'shop', 'Tags.2.Key': 'stage', 'Tags.2.Value': 'production',
  });
  await call(page, 'ddoscoo', 'CreatePort', {
    InstanceId: id, FrontendProtocol: 'tcp', FrontendPort: '443', BackendPort: '8443', 'RealServers.1': '127.0.0.1',
  });
  await call(page, 'esa', 'PurchaseRatePlan', { PlanName: 'basic', ChargeType: 'PREPAY', Period: '3', Coverage: 'overseas', Type: 'NS' });
  await call(page, 'breakwater', 'AdvanceClock', { Duration: '8d' });
  return id;
}

const heading = (page) => page.getByRole('heading', { level: 1 });

mkdirSync(folder, { recursive: true });
try {
  let id;
  await visit({ session: development() }, async (page) => {
    id = await furnish(page);
  });
  for (const shade of ['light', 'dark']) {
    await visit({ shade }, async (page) => {
      await page.goto('/console/sign-in');
      await settled(page, heading(page));
      await take(page, 'sign-in', shade);
    });
    await visit({ session: development(), shade }, async (page) => {
      for (const [name, place] of [['instances', ''], ['instance', `instances/ddoscoo/${id}?show=audit`], ['errors', 'errors/ddoscoo/InstanceNotExpire']]) {
        await page.goto(`/console/${place}`);
        await settled(page, heading(page));
        await take(page, name, shade);
      }
      await page.goto('/console/buy');
      await settled(page, page.getByRole('button', { name: /^Pay .* and buy$/ }));
      await take(page, 'buy', shade);
      await page.goto(`/console/explorer/ddoscoo/DescribeInstanceStatus?InstanceId=${id}&ProductType=1`);
      await page.getByRole('button', { name: 'Run' }).click();
      await page.getByRole('region', { name: 'Answer', exact: true }).waitFor();
      await take(page, 'explorer', shade);
    });
  }
} finally {
  await browser.close();
}
