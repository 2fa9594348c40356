import type { CatalogueError, ErrorCatalogue } from '../api/client';
import { errorPath } from '../shell/errorPath';

/** The refusals that any product can answer with. */
const EVERY_PRODUCT = 'gateway';

/** One error, and the part of its code that a request fills in: `InstanceId` of `MissingInstanceId`. */
export interface Explained {
  readonly error: CatalogueError;
  readonly detail?: string;
}

/** What a code of a product means. The product's own meaning comes before everybody's, a code as it stands before one with a gap in it. */
export function explain(catalogue: ErrorCatalogue, product: string, code: string): Explained | undefined {
  const known = [...(catalogue[product] ?? []), ...(catalogue[EVERY_PRODUCT] ?? [])];
  const whole = known.find((error) => error.code === code || error.code.replace(GAP, '') === code);
  if (whole !== undefined) {
    return { error: whole };
  }
  for (const error of known) {
    const [before, after] = error.code.split(GAP);
    if (before !== undefined && after !== undefined && code.length > before.length + after.length && code.startsWith(before) && code.endsWith(after)) {
      return { error, detail: code.slice(before.length, code.length - after.length) };
    }
  }
  return undefined;
}

const GAP = '{0}';

/** A code or a message of the catalogue, with its gaps to be seen as such, and the first one filled if that is known. */
export function readable(text: string, detail?: string): string {
  return text.replace(GAP, detail ?? '…').replace(/\{\d\}/g, '…');
}

/** The page of an error of the catalogue. */
export function addressOf(product: string, code: string): string {
  return errorPath({ product, code: code.replace(GAP, ''), requestId: '' });
}

/** The errors that a search means, by product. */
export function matching(catalogue: ErrorCatalogue, search: string): readonly { readonly product: string; readonly errors: readonly CatalogueError[] }[] {
  const wanted = search.trim().toLowerCase();
  return Object.entries(catalogue)
    .map(([product, errors]) => ({
      product,
      errors: errors.filter(({ code, text, remedy }) => `${product} ${code} ${text} ${remedy}`.toLowerCase().includes(wanted)),
    }))
    .filter(({ errors }) => errors.length > 0);
}
