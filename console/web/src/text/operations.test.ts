import { describe, expect, it } from 'vitest';
import { BUILT_OPERATIONS } from '../contract/builtOperations';
import { operationTexts } from './english/operations';
import { summarised, summaryOf } from './operations';

const BUILT = BUILT_OPERATIONS.map(({ product, action }) => `${product}.${action}`);

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
