import { expect, test } from 'vitest';
import { MergedList, type Source } from './merging';

const newestFirst = (one: number, other: number): number => other - one;

function source(name: string, pages: readonly (readonly number[])[], asked: string[] = []): Source<number> {
  return {
    name,
    page: async (number) => {
      asked.push(`${name}${number}`);
      return { rows: pages[number - 1] ?? [], more: number < pages.length };
    },
  };
}

test('several lists become one, newest first', async () => {
  const merged = new MergedList([source('a', [[9, 6], [3]]), source('b', [[8, 7, 1]])], newestFirst);
  expect(await merged.take(10)).toEqual([9, 8, 7, 6, 3, 1]);
  expect(merged.more).toBe(false);
});

test('rows are taken by portions that go on where the one before ended', async () => {
  const merged = new MergedList([source('a', [[9, 6], [3]]), source('b', [[8]])], newestFirst);
  expect(await merged.take(2)).toEqual([9, 8]);
  expect(merged.more).toBe(true);
  expect(await merged.take(2)).toEqual([6, 3]);
  expect(await merged.take(2)).toEqual([]);
});

test('a page is fetched only when the rows of the one before are used up', async () => {
  const asked: string[] = [];
  const merged = new MergedList(
    [
      source(
        'a',
        [
          [9, 8],
          [7, 6],
        ],
        asked,
      ),
      source('b', [[1], [0]], asked),
    ],
    newestFirst,
  );
  await merged.take(2);
  expect(asked).toEqual(['a1', 'b1']);
  await merged.take(1);
  expect(asked).toEqual(['a1', 'b1', 'a2']);
});

test('a page of which nothing is to be shown is passed over', async () => {
  const merged = new MergedList([source('a', [[9], [], [2]])], newestFirst);
  expect(await merged.take(5)).toEqual([9, 2]);
});

test('a source that fails is named, and the others are shown without it', async () => {
  const reason = new Error('refused');
  const failing: Source<number> = {
    name: 'a',
    page: (number) => (number === 1 ? Promise.resolve({ rows: [9], more: true }) : Promise.reject(reason)),
  };
  const merged = new MergedList([failing, source('b', [[8, 1]])], newestFirst);
  expect(await merged.take(5)).toEqual([9, 8, 1]);
  expect(merged.failures).toEqual([{ name: 'a', reason }]);
  expect(merged.more).toBe(false);
});
