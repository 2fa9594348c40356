import type { ReactNode } from 'react';
import { t } from '../text/text';
import type { Status } from './instance';

/** A status by word and colour. */
export function StatusMark({ status }: { readonly status: Status }): ReactNode {
  return <span className={`mark mark-${status}`}>{t(`instances.status.${status}`)}</span>;
}
