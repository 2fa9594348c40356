import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { operationTexts } from './english/operations';
import { summarised, summaryOf } from './operations';

/** The built operations, as the page says that the conformance tests write. */
const BUILT = readFileSync(join(import.meta.dirname, '../../../../docs/COVERAGE.md'), 'utf8').split('\n## ').slice(1).flatMap((section) => {
  const product = section.slice(0, section.indexOf(' '));
  return [...section.matchAll(/^\| (\w+) \| .*\|$/gm)].map(([, action]) => `${product}.${action}`).filter((name) => !name.endsWith('.operation'));
});

describe('what is said about operations', () => {
  it('is said about every operation that is built, and about no other', () => {
    expect(BUILT.length).toBeGreaterThan(150);
    expect(Object.keys(operationTexts).toSorted()).toEqual(BUILT.toSorted());
  });

  it('is whole sentences', () => {
    expect(Object.values(operationTexts).filter((text) => !/^[A-Z].*\.$/.test(text))).toEqual([]);
  });

  it('is found by product and name', () => {
    expect(summaryOf('esa', 'GetSite')).toBe('Tells everything about a site.');
    expect(summaryOf('esa', 'ListLists')).toBe('');
  });

  it('goes along with the list of operations', () => {
    const [product] = summarised([{ product: 'esa', version: '2024-09-10', operations: [{ action: 'GetSite', built: true }] }]);
    expect(product?.operations[0]?.summary).toBe('Tells everything about a site.');
  });
});
