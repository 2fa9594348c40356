import type { ProductSummary } from '../api/client';

/**
 * The operations that a search means, by product; built ones first. Each word must stand in the product's or the operation's name, or in its
 * summary, so "esa release" finds what "release" finds in esa.
 */
export function found(products: readonly ProductSummary[], search: string): readonly ProductSummary[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return products
    .map((product) => ({
      ...product,
      operations: product.operations
        .filter(({ action, summary = '' }) => {
          const text = `${product.product} ${action} ${summary}`.toLowerCase();
          return words.every((word) => text.includes(word));
        })
        .toSorted((one, other) => Number(other.built) - Number(one.built) || one.action.localeCompare(other.action)),
    }))
    .filter(({ operations }) => operations.length > 0);
}
