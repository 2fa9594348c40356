// What the first page costs, measured where it arrives.
import assert from 'node:assert/strict';
import test from 'node:test';
import { development, settled, visit } from '../browser.js';

const SCRIPT_BYTES_MAX = 400 * 1_024;

for (const [page, landmark, session] of [['the sign-in page', 'Sign in', undefined], ['the list of instances', 'Instances', development]]) {
  test(`${page} loads less than 400 KB of script, compressed`, () => visit({ session: session?.(), fresh: true }, async (visited) => {
    const scripts = [];
    visited.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') scripts.push(request);
    });
    await visited.goto('/console/');
    await settled(visited, visited.getByRole('heading', { name: landmark }));
    const sizes = await Promise.all(scripts.map(async (request) => {
      assert.equal((await (await request.response()).allHeaders())['content-encoding'], 'gzip', request.url());
      return (await request.sizes()).responseBodySize;
    }));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    assert.equal(bytes > 0 && bytes < SCRIPT_BYTES_MAX, true, `${bytes} bytes in ${sizes.length} scripts`);
  }));
}
