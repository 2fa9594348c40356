import { expect, test } from 'vitest';
import { wanted } from './search';

test.each([
  ['', { by: 'nothing' }],
  ['   ', { by: 'nothing' }],
  [' ddoscoo-cn-7pp2g9ed0001 ', { by: 'id', id: 'ddoscoo-cn-7pp2g9ed0001' }],
  ['esa-site-a1', { by: 'id', id: 'esa-site-a1' }],
  ['203.0.113.7', { by: 'address', address: '203.0.113.7' }],
  ['2001:db8::1', { by: 'address', address: '2001:db8::1' }],
  ['env=prod', { by: 'tag', key: 'env', value: 'prod' }],
  ['env=', { by: 'tag', key: 'env', value: undefined }],
  ['env=a=b', { by: 'tag', key: 'env', value: 'a=b' }],
  ['game shard 7', { by: 'words', words: 'game shard 7' }],
  ['example.com', { by: 'words', words: 'example.com' }],
])('%j is taken for %j', (text, meaning) => {
  expect(wanted(text)).toEqual(meaning);
});
