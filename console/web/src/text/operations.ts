import type { ProductSummary } from '../api/client';
import { operationTexts } from './english/operations';

/** What an operation does; empty for one that is not built. */
export function summaryOf(product: string, action: string): string {
  return operationTexts[`${product}.${action}`] ?? '';
}

/** The products with what each operation does, for a search over it. */
export function summarised(products: readonly ProductSummary[]): readonly ProductSummary[] {
  return products.map((product) => ({
    ...product,
    operations: product.operations.map((operation) => ({ ...operation, summary: summaryOf(product.product, operation.action) })),
  }));
}
