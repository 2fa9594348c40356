import type { ReactNode } from 'react';
import { t } from '../text/text';

/** What the browser calls the page. */
export function Title({ of }: { readonly of: string }): ReactNode {
  return <title>{`${of} · ${t('shell.name')}`}</title>;
}
