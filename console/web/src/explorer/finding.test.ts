import { expect, it } from 'vitest';
import type { ProductSummary } from '../api/client';
import { found } from './finding';

const PRODUCTS: readonly ProductSummary[] = [
  { product: 'ddoscoo', version: '2020-01-01', operations: [{ action: 'DescribeDomains', built: false }, { action: 'ReleaseInstance', built: true }] },
  { product: 'esa', version: '2024-09-10', operations: [{ action: 'ReleaseInstance', built: true, summary: 'Gives an instance back' }] },
];

function names(search: string): readonly string[] {
  return found(PRODUCTS, search).flatMap(({ product, operations }) => operations.map(({ action }) => `${product} ${action}`));
}

it('finds everything for an empty search, the built operations first', () => {
  expect(names(' ')).toEqual(['ddoscoo ReleaseInstance', 'ddoscoo DescribeDomains', 'esa ReleaseInstance']);
});

it('finds by product and part of a name in any case', () => {
  expect(names('ESA release')).toEqual(['esa ReleaseInstance']);
});

it('finds by what an operation does', () => {
  expect(names('back')).toEqual(['esa ReleaseInstance']);
});

it('leaves products without a find out', () => {
  expect(found(PRODUCTS, 'domains').map(({ product }) => product)).toEqual(['ddoscoo']);
});
